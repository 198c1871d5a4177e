import TroupeCImaging

/// Pixels in 8-bit sRGB: interleaved, row by row from the top left, without padding.
package struct Raster: Sendable, Equatable {
  /// Pixels across, at least 1.
  package let width: Int
  /// Pixels down, at least 1.
  package let height: Int
  /// 3 for RGB, 4 for RGB and straight alpha.
  package private(set) var channels: Int
  /// `width * height * channels` values.
  package private(set) var pixels: [UInt8]

  /// Pixels across and down.
  var size: Size { Size(width: width, height: height) }

  /// A raster of given pixels. `pixels.count` must be `width * height * channels`.
  package init(width: Int, height: Int, channels: Int, pixels: [UInt8]) {
    precondition(
      width > 0 && height > 0 && (3...4).contains(channels), "invalid raster size or channels")
    precondition(pixels.count == width * height * channels, "pixels do not fill the raster")
    self.width = width
    self.height = height
    self.channels = channels
    self.pixels = pixels
  }

  /// A raster of one color; with 3 channels its alpha is ignored.
  package init(width: Int, height: Int, channels: Int = 3, filledWith color: Color) {
    self.init(width: width, height: height, channels: channels)
    let values = [color.red, color.green, color.blue, color.alpha]
    withSurface { ti_fill($0, values) }
  }

  /// A raster of zeros.
  init(width: Int, height: Int, channels: Int) {
    self.init(
      width: width, height: height, channels: channels,
      pixels: [UInt8](repeating: 0, count: width * height * channels))
  }

  /// The color at a position within the raster.
  package subscript(x: Int, y: Int) -> Color {
    precondition((0..<width).contains(x) && (0..<height).contains(y), "outside the raster")
    let start = (y * width + x) * channels
    return Color(
      red: pixels[start], green: pixels[start + 1], blue: pixels[start + 2],
      alpha: channels == 4 ? pixels[start + 3] : 255)
  }

  /// Removes the alpha channel if every pixel is opaque; in place, since a copy of a large picture
  /// might not fit in memory.
  mutating func removeOpaqueAlpha() {
    guard channels == 4, isOpaque else { return }
    withSurface { surface in
      var target = surface
      target.channels = 3
      ti_flatten(surface, [0, 0, 0], target)
    }
    pixels.removeLast(width * height)
    channels = 3
  }

  /// Gives `body` access to the pixels for writing: `width * height * channels` values.
  package mutating func withMutablePixels<Result>(
    _ body: (UnsafeMutableBufferPointer<UInt8>) -> Result
  ) -> Result {
    pixels.withUnsafeMutableBufferPointer { body($0) }
  }

  /// Gives C access to the pixels for writing.
  mutating func withSurface<Result>(_ body: (ti_surface) -> Result) -> Result {
    let (width, height, channels) = (width, height, channels)
    return pixels.withUnsafeMutableBufferPointer {
      body(ti_surface(pixels: $0.baseAddress, width: width, height: height, channels: channels))
    }
  }

  /// Gives C access to the pixels for reading only; the C type has no const.
  func readSurface<Result>(_ body: (ti_surface) -> Result) -> Result {
    pixels.withUnsafeBufferPointer {
      body(
        ti_surface(
          pixels: UnsafeMutablePointer(mutating: $0.baseAddress), width: width, height: height,
          channels: channels))
    }
  }
}
