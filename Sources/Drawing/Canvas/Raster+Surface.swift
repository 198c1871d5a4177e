internal import TroupeCDrawing
import TroupeImaging

extension Raster {
  /// Gives C access to the pixels for drawing.
  mutating func withSurface(_ body: (td_surface) -> Void) {
    let (width, height, channels) = (width, height, channels)
    withMutablePixels {
      body(td_surface(pixels: $0.baseAddress, width: width, height: height, channels: channels))
    }
  }

  /// Gives C access to the pixels for reading only; the C type has no const.
  func readSurface(_ body: (td_surface) -> Void) {
    pixels.withUnsafeBufferPointer {
      body(
        td_surface(
          pixels: UnsafeMutablePointer(mutating: $0.baseAddress), width: width, height: height,
          channels: channels))
    }
  }
}
