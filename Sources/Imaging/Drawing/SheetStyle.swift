/// The measures, colors and lettering of a sheet. All lengths grow with the pictures.
struct SheetStyle {
  /// The length that margins are multiples of, in pixels.
  let unit: Double
  let heading: TextStyle
  let subheading: TextStyle
  let body: TextStyle
  let title: TextStyle
  let caption: TextStyle
  let note: TextStyle
  let group: TextStyle
  /// About how long a picture's longer side is, in pixels.
  let edge: Double
  let hasFonts: Bool
  /// The side on which lines of text begin: one for the whole sheet, that of its first words.
  let side: TextAlignment

  /// What texts below one another take at a width, in pixels; empty ones nothing.
  func height(
    _ texts: [(text: String, style: TextStyle, lines: Int)], width: Double
  ) -> Double {
    texts.filter { !$0.text.isEmpty }.reduce(0) {
      $0 + $1.style.measure($1.text, width: width, maxLines: $1.lines).height
    }
  }

  /// The part of an area that is left when something `width` pixels wide stands at the beginning of its
  /// lines.
  func rest(of area: Rect, after width: Double) -> Rect {
    Rect(
      x: side == .right ? area.x : area.x + width, y: area.y, width: area.width - width,
      height: area.height)
  }

  /// Where something `width` pixels wide at the beginning of an area's lines has its middle.
  func middle(of width: Double, in area: Rect) -> Double {
    side == .right ? area.x + area.width - width / 2 : area.x + width / 2
  }

  static let paper = Color(hex: 0xF6F4F0)
  static let ink = Color(hex: 0x23201C)
  static let softInk = Color(hex: 0x4F4A43)
  static let quietInk = Color(hex: 0x857E74)
  static let accent = Color(hex: 0xC8402C)

  init(fonts: [Font], edge tileEdge: Int, words: String) {
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
    side = BidiParagraph(words).base == 1 ? .right : .left
    unit = max(4, (edge / 20).rounded())
    heading = style(9, least: 18, Self.ink, isBold: true, line: 1.25)
    subheading = style(22, least: 11, Self.quietInk)
    body = style(22, least: 11, Self.softInk, line: 1.45)
    title = style(22, least: 11, Self.ink, isBold: true)
    caption = style(25, least: 10, Self.softInk)
    note = style(32, least: 9, Self.quietInk, line: 1.5)
    group = style(26, least: 10, Self.accent, isBold: true)
  }
}
