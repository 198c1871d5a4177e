import TroupeCImaging

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
    guard width != self.width || height != self.height else { return self }
    return derived(width: max(width, 1), height: max(height, 1), channels: channels) {
      // The rows in work are the only memory it takes; without them there is no going on.
      precondition(ti_resize($0, $1) != 0, "no memory for resizing")
    }
  }
}
