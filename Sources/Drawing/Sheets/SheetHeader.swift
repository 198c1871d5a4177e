/// The text above the pictures: title and subtitle, then description and facts, side by side if they
/// fit.
struct SheetHeader {
  /// Its lower edge with the gap below, in pixels.
  let bottom: Double

  private let text: ContactSheet.Header
  private let style: SheetStyle
  private let titles: Rect
  private let description: Rect
  private let facts: Rect

  private static let maxDescriptionLines = 12
  private static let maxFactLines = 3
  /// The longest line that is easy to read, in ems.
  private static let widestLine = 44.0

  /// - Parameter area: the upper edge and the width; the height follows from the text.
  init(_ text: ContactSheet.Header, style: SheetStyle, in area: Rect) {
    self.text = text
    self.style = style
    let inner = area.width
    let titled = style.height(
      [
        (text.title, style.heading, 2), (text.subtitle, style.subheading, 2),
      ], width: inner)
    titles = Rect(x: area.x, y: area.y, width: inner, height: titled)

    let widest = min(inner, style.body.size * Self.widestLine)
    let hasBoth = !text.description.isEmpty && !text.facts.isEmpty
    let gap = style.unit * 2
    let isWide = hasBoth && inner > style.body.size * 42
    let first = isWide ? min((inner - gap) * 0.58, widest) : widest
    let second = isWide ? min(inner - first - gap, widest) : widest
    let start = area.y + titled + (titled > 0 ? style.unit * 0.8 : 0)
    let described = style.height(
      [(text.description, style.body, Self.maxDescriptionLines)], width: first)
    let listed = style.height(
      text.facts.map { ($0, style.body, Self.maxFactLines) }, width: second - Self.indent(style))
    let below = described > 0 ? described + style.unit * 0.6 : 0
    let isReversed = style.side == .right
    let right = area.x + inner
    description = Rect(
      x: isReversed ? right - first : area.x, y: start, width: first, height: described)
    let offset = isWide ? first + gap : 0
    facts = Rect(
      x: isReversed ? right - offset - second : area.x + offset,
      y: isWide ? start : start + below, width: second, height: listed)
    let end = max(
      area.y + titled, described > 0 ? description.y + described : 0,
      listed > 0 ? facts.y + listed : 0)
    bottom = end > area.y ? (end + style.unit * 1.2).rounded() : area.y
  }

  /// Draws it; without fonts, nothing.
  func draw(on canvas: inout Canvas) {
    guard style.hasFonts else { return }
    var rest = titles
    rest.y += draw(text.title, style.heading, in: rest, lines: 2, on: &canvas)
    draw(text.subtitle, style.subheading, in: rest, lines: 2, on: &canvas)
    draw(
      text.description, style.body, in: description, lines: Self.maxDescriptionLines, on: &canvas)
    var line = facts
    for fact in text.facts {
      let radius = style.body.size * 0.12
      canvas.fillCircle(
        x: style.middle(of: 2 * radius, in: line),
        y: line.y + style.body.height(lines: 1) * 0.54, radius: radius, .solid(SheetStyle.accent))
      let area = style.rest(of: line, after: Self.indent(style))
      line.y += draw(fact, style.body, in: area, lines: Self.maxFactLines, on: &canvas)
    }
  }

  @discardableResult
  private func draw(
    _ text: String, _ letters: TextStyle, in area: Rect, lines: Int, on canvas: inout Canvas
  ) -> Double {
    if text.isEmpty { return 0 }
    return canvas.drawText(text, in: area, style: letters, alignment: style.side, maxLines: lines)
  }

  private static func indent(_ style: SheetStyle) -> Double { style.body.size * 0.8 }
}
