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

  /// A raster of the pixels given. `pixels` must have just the length that the sizes say.
  package init(width: Int, height: Int, channels: Int, pixels: [UInt8]) {
    precondition(width > 0 && height > 0 && (3...4).contains(channels), "no such raster")
    precondition(pixels.count == width * height * channels, "pixels do not fill the raster")
    self.width = width
    self.height = height
    self.channels = channels
    self.pixels = pixels
  }

  /// A raster of one color; with 3 channels its alpha is left out.
  package init(width: Int, height: Int, channels: Int = 3, filledWith color: Color) {
    self.init(width: width, height: height, channels: channels)
    let box = ti_box(x: 0, y: 0, width: Double(width), height: Double(height), radius: 0)
    let paint = Paint.solid(color).cPaint
    withSurface { ti_draw_box($0, box, 0, paint) }
  }

  /// A raster of zeros, to be written to.
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

  /// Leaves the alpha channel out if it says nothing; in place, since beside a large picture there
  /// is no room for another.
  mutating func dropIdleAlpha() {
    guard channels == 4, isOpaque else { return }
    withSurface { surface in
      var target = surface
      target.channels = 3
      ti_flatten(surface, [0, 0, 0], target)
    }
    pixels.removeLast(width * height)
    channels = 3
  }

  /// Lends the pixels to C for writing.
  mutating func withSurface<Result>(_ body: (ti_surface) -> Result) -> Result {
    let (width, height, channels) = (width, height, channels)
    return pixels.withUnsafeMutableBufferPointer {
      body(ti_surface(pixels: $0.baseAddress, width: width, height: height, channels: channels))
    }
  }

  /// Lends the pixels to C for reading only, which C's type does not say.
  func readSurface<Result>(_ body: (ti_surface) -> Result) -> Result {
    pixels.withUnsafeBufferPointer {
      body(
        ti_surface(
          pixels: UnsafeMutablePointer(mutating: $0.baseAddress), width: width, height: height,
          channels: channels))
    }
  }
}
