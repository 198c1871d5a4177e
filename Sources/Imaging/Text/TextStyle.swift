/// How text looks.
package struct TextStyle: Sendable {
  /// Fonts in order of preference: each cluster of text is set in the first that has it.
  package var fonts: [Font]
  /// Pixels per em.
  package var size: Double
  package var color: Color
  /// Whether strokes are made thicker.
  package var isBold: Bool
  /// From one baseline to the next, as a multiple of `size`.
  package var lineHeight: Double

  /// A style from its parts. Without fonts, nothing is drawn.
  package init(
    fonts: [Font], size: Double, color: Color = .black, isBold: Bool = false,
    lineHeight: Double = 1.4
  ) {
    self.fonts = fonts
    self.size = size
    self.color = color
    self.isBold = isBold
    self.lineHeight = lineHeight
  }

  /// The height of `lines` lines, in pixels.
  package func height(lines: Int) -> Double { Double(lines) * size * lineHeight }

  /// The widest line's width and the height of all lines, in pixels, when `text` is broken into
  /// lines of at most `width` pixels. Zeros without a font.
  package func measure(
    _ text: String, width: Double = .infinity, maxLines: Int = .max
  ) -> (width: Double, height: Double) {
    let layout = TextLayout(text, style: self, width: width, maxLines: maxLines)
    return (layout.widest, height(lines: layout.lines.count))
  }

  /// How much bolder strokes are drawn, in pixels.
  var weight: Double { isBold ? size / 22 : 0 }

  /// Whether anything can be drawn: there is a font, and a size that makes sense.
  var isUsable: Bool { !fonts.isEmpty && size.isFinite && (1...4096).contains(size) }
}
