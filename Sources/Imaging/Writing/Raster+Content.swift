import TroupeCImaging

extension Raster {
  /// Whether PNG suits the content: it is partly transparent, or made of flat areas.
  ///
  /// Photographs and grainy paintings are not, even on a plain ground: JPEG suits them.
  package var isDrawing: Bool { !isOpaque || flatness >= 0.7 }

  /// The share of pixels that repeat their left or upper neighbor exactly, 0...1.
  private var flatness: Double {
    Double(readSurface { ti_count_repeats($0, 0, height) }) / Double(max(width * height, 1))
  }
}
