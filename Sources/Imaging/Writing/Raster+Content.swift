import TroupeCImaging

extension Raster {
  /// Whether PNG suits the content: it is partly transparent, or made of flat areas.
  ///
  /// Photographs and grainy paintings are not, even on a plain ground: JPEG suits them.
  package var isDrawing: Bool { !isOpaque || isFlat }

  /// Whether most pixels repeat their left or upper neighbor exactly.
  private var isFlat: Bool {
    let repeats = readSurface { ti_count_repeats($0, 0, height) }
    return Double(repeats) >= 0.7 * Double(width * height)
  }
}
