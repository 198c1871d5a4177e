/// A glyph of a font, and where it stands on the baseline, in pixels; `y` grows downward.
struct PlacedGlyph: Sendable, Hashable {
  var glyph: UInt32
  var x: Double
  var y: Double
}

/// A glyph as it is drawn.
enum GlyphImage: Sendable {
  /// A shape, to be filled with the text's color.
  case mask(GlyphMask)
  /// A picture with colors of its own: an emoji.
  case picture(Raster, left: Int, top: Int)
}

/// How much of each pixel a glyph covers, 0...255.
struct GlyphMask: Sendable {
  var coverage: [UInt8]
  var width: Int
  var height: Int
  /// Values from one row to the next.
  var stride: Int
  /// Pixels from the pen to the first column.
  var left: Int
  /// Pixels from the baseline up to the first row.
  var top: Int
}
