import TroupeImaging

/// A glyph of a font and its position on the baseline, in pixels; `y` grows downward.
struct PlacedGlyph: Sendable, Hashable {
  var glyph: UInt32
  var x: Double
  var y: Double
}

/// A rendered glyph.
enum GlyphImage: Sendable {
  /// A shape to fill with the text's color.
  case mask(GlyphMask)
  /// A bitmap with its own colors: an emoji. `left` and `top` are as in `GlyphMask`.
  case bitmap(Raster, left: Int, top: Int)
}

/// How much of each pixel a glyph covers, 0...255, row by row.
struct GlyphMask: Sendable {
  var coverage: [UInt8]
  var width: Int
  var height: Int
  /// The number of values from one row to the next.
  var stride: Int
  /// Pixels from the pen to the first column.
  var left: Int
  /// Pixels from the baseline up to the first row.
  var top: Int
}
