package import TroupeImaging

/// The fonts, size and color of text.
package struct TextStyle: Sendable {
  /// Fonts in order of preference: each character is drawn in the first that has it.
  package var fonts: [Font]
  /// Pixels per em.
  package var size: Double
  package var color: Color
  /// Whether strokes are thickened.
  package var isBold: Bool
  /// The distance between baselines, as a multiple of `size`.
  package var lineHeight: Double

  /// A style. Without fonts, no text is drawn.
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

  /// How much strokes are thickened, in pixels.
  var weight: Double { isBold ? size / 22 : 0 }

  /// Whether text can be drawn: there is a font, and the size is valid.
  var isUsable: Bool { !fonts.isEmpty && size.isFinite && (1...4096).contains(size) }
}
