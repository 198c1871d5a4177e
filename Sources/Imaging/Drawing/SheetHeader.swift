/// What stands above the pictures: title and small print, then description and facts, side by side
/// where there is room.
struct SheetHeader {
  /// Where its room ends, in pixels.
  let bottom: Double

  private let words: ContactSheet.Header
  private let style: SheetStyle
  private let titles: Rect
  private let description: Rect
  private let facts: Rect

  private static let longestDescription = 12
  private static let longestFact = 3
  /// Ems of a line beyond which text is hard to read.
  private static let widestLine = 44.0

  /// - Parameter area: its upper edge and width; the header takes the height that it needs.
  init(_ words: ContactSheet.Header, style: SheetStyle, in area: Rect) {
    self.words = words
    self.style = style
    let inner = area.width
    let titled = style.height(
      [
        (words.title, style.heading, 2), (words.subtitle, style.subheading, 2),
      ], width: inner)
    titles = Rect(x: area.x, y: area.y, width: inner, height: titled)

    let widest = min(inner, style.body.size * Self.widestLine)
    let hasBoth = !words.description.isEmpty && !words.facts.isEmpty
    let gap = style.unit * 2
    let isWide = hasBoth && inner > style.body.size * 42
    let first = isWide ? min((inner - gap) * 0.58, widest) : widest
    let second = isWide ? min(inner - first - gap, widest) : widest
    let start = area.y + titled + (titled > 0 ? style.unit * 0.8 : 0)
    let described = style.height(
      [(words.description, style.body, Self.longestDescription)], width: first)
    let listed = style.height(
      words.facts.map { ($0, style.body, Self.longestFact) }, width: second - Self.indent(style))
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

  /// Draws it.
  func draw(on canvas: inout Canvas) {
    var rest = titles
    rest.y += draw(words.title, style.heading, in: rest, lines: 2, on: &canvas)
    draw(words.subtitle, style.subheading, in: rest, lines: 2, on: &canvas)
    draw(
      words.description, style.body, in: description, lines: Self.longestDescription, on: &canvas)
    var line = facts
    for fact in words.facts {
      let radius = style.body.size * 0.12
      canvas.fillCircle(
        x: style.middle(of: 2 * radius, in: line),
        y: line.y + style.body.height(lines: 1) * 0.54, radius: radius, .solid(SheetStyle.accent))
      let text = style.rest(of: line, after: Self.indent(style))
      line.y += draw(fact, style.body, in: text, lines: Self.longestFact, on: &canvas)
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
