import TroupeImaging

/// The lengths, colors and text styles of a sheet. All lengths scale with the pictures.
struct SheetStyle {
  /// The unit of margins, in pixels.
  let unit: Double
  let heading: TextStyle
  let subheading: TextStyle
  let body: TextStyle
  let title: TextStyle
  let caption: TextStyle
  let note: TextStyle
  let group: TextStyle
  /// The approximate long edge of a picture, in pixels.
  let edge: Double
  let hasFonts: Bool
  /// The side on which all lines of the sheet begin, by its first text.
  let side: TextAlignment

  /// The height of texts below one another at a width, in pixels; empty ones have none.
  func height(
    _ texts: [(text: String, style: TextStyle, lines: Int)], width: Double
  ) -> Double {
    texts.filter { !$0.text.isEmpty }.reduce(0) {
      $0 + $1.style.measure($1.text, width: width, maxLines: $1.lines).height
    }
  }

  /// The part of an area that remains after `width` pixels at the beginning of its lines.
  func rest(of area: Rect, after width: Double) -> Rect {
    Rect(
      x: side == .right ? area.x : area.x + width, y: area.y, width: area.width - width,
      height: area.height)
  }

  /// The horizontal center of something `width` pixels wide at the beginning of an area's lines.
  func middle(of width: Double, in area: Rect) -> Double {
    side == .right ? area.x + area.width - width / 2 : area.x + width / 2
  }

  static let background = Color(hex: 0xF6F4F0)
  static let text = Color(hex: 0x23201C)
  static let secondaryText = Color(hex: 0x4F4A43)
  static let tertiaryText = Color(hex: 0x857E74)
  static let accent = Color(hex: 0xC8402C)

  init(fonts: [Font], edge tileEdge: Int, firstText: String) {
    let edge = Double(max(tileEdge, 64))
    func style(
      _ part: Double, least: Double, _ color: Color, isBold: Bool = false, line: Double = 1.35
    ) -> TextStyle {
      TextStyle(
        fonts: fonts, size: max(least, (edge / part).rounded()), color: color, isBold: isBold,
        lineHeight: line)
    }
    self.edge = edge
    hasFonts = !fonts.isEmpty
    side = BidiParagraph(firstText).base == 1 ? .right : .left
    unit = max(4, (edge / 20).rounded())
    heading = style(9, least: 18, Self.text, isBold: true, line: 1.25)
    subheading = style(22, least: 11, Self.tertiaryText)
    body = style(22, least: 11, Self.secondaryText, line: 1.45)
    title = style(22, least: 11, Self.text, isBold: true)
    caption = style(25, least: 10, Self.secondaryText)
    note = style(32, least: 9, Self.tertiaryText, line: 1.5)
    group = style(26, least: 10, Self.accent, isBold: true)
  }
}
