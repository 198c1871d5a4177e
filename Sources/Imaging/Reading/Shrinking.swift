import TroupeCImaging
import TroupeVocabulary

/// Makes a small copy of a picture while its rows come, so that the whole of it is never in memory.
final class Shrinking {
  /// For C, which adds the pixels.
  let pointer: OpaquePointer
  private let size: Size
  private let channels: Int

  /// Small copies have a long edge of this at least, and less than twice as much, in pixels; of a smaller picture, all of
  /// its own.
  private static let edge = 512

  /// For the pixels of `source`, as stored.
  /// - Throws: `ImageFault.outOfMemory`.
  init(_ source: SourceImage) throws(ImageFault) {
    let header = source.header
    let (width, height, channels) = (header.width, header.height, source.scannedChannels)
    let factor = max(1, max(width, height) / Self.edge)
    size = Size(width: (width + factor - 1) / factor, height: (height + factor - 1) / factor)
    self.channels = channels
    try Memory.require(bytes: size.width * size.height * channels * 5)
    guard
      let pointer = ti_shrinking_begin(width, height, channels, header.hasAlpha ? 1 : 0, factor)
    else { throw .outOfMemory(bytes: width * channels * 3) }
    self.pointer = pointer
  }

  deinit { ti_shrinking_end(pointer) }

  /// Adds all pixels of a picture of the size and channels that the header says.
  func add(_ raster: Raster) {
    guard raster.channels == channels else { return }
    raster.readSurface { surface in
      guard let pixels = surface.pixels else { return }
      for y in 0..<surface.height {
        ti_shrinking_add_row(pointer, pixels + y * surface.width * surface.channels, y)
      }
    }
  }

  /// The small copy, as stored: without orientation or profile. Once, when all pixels were added.
  func finish() -> Raster {
    let count = size.width * size.height * channels
    let pixels = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      ti_shrinking_finish(
        pointer,
        ti_surface(
          pixels: buffer.baseAddress, width: size.width, height: size.height, channels: channels))
      initialized = count
    }
    return Raster(width: size.width, height: size.height, channels: channels, pixels: pixels)
  }
}
