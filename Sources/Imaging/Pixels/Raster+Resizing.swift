import TroupeCImaging
import TroupeVocabulary

extension Raster {
  /// Resized so that the long edge is at most `edge` pixels. Never enlarges.
  package func resized(toFit edge: Int) -> Raster {
    let size = Size(width: width, height: height).fitting(edge: edge)
    return resized(width: size.width, height: size.height)
  }

  /// Resized to a size, each side at least 1 pixel, in linear light with alpha premultiplied.
  ///
  /// Lanczos 3 where a side shrinks; Catmull-Rom, which rings less, where it grows.
  package func resized(width: Int, height: Int) -> Raster {
    do {
      return try resampled(to: Size(width: max(width, 1), height: max(height, 1)))
    } catch {
      // Callers resize what is already small; without memory for it the process cannot continue.
      preconditionFailure("out of memory while resizing")
    }
  }

  /// Resized as `resized(width:height:)` does.
  ///
  /// - Throws: `ImageFault.outOfMemory`.
  func resampled(to size: Size) throws(ImageFault) -> Raster {
    guard size != self.size else { return self }
    let count = size.width * size.height * channels
    try Memory.require(bytes: count)
    var isDone = false
    let resampled = derived(width: size.width, height: size.height, channels: channels) {
      isDone = ti_resize($0, $1) != 0
      // The array must not contain uninitialized memory.
      if !isDone { $1.pixels.update(repeating: 0, count: count) }
    }
    guard isDone else { throw .outOfMemory(bytes: count) }
    return resampled
  }
}
