/// The text of one tile: title, caption and note.
struct TileText {
  let tile: ContactSheet.Tile
  let style: SheetStyle

  init(_ tile: ContactSheet.Tile, style: SheetStyle) {
    self.tile = tile
    self.style = style
  }

  /// Its height at a width, with the gap above it, in pixels.
  func height(width: Double) -> Double {
    guard style.hasFonts else { return 0 }
    let lines = blocks.filter { !$0.text.isEmpty }.map {
      $0.style.measure($0.text, width: width - $0.indent, maxLines: $0.lines).height
    }
    return lines.isEmpty ? 0 : lines.reduce(gap, +)
  }

  /// Draws it from the top of a rectangle.
  func draw(in area: Rect, on canvas: inout Canvas) {
    guard style.hasFonts else { return }
    var rest = area
    rest.y += gap
    rest.height -= gap
    if tile.isMarked {
      let radius = style.title.size * 0.28
      canvas.fillCircle(
        x: style.middle(of: 2 * radius, in: rest),
        y: rest.y + style.title.height(lines: 1) / 2, radius: radius, .solid(SheetStyle.accent))
    }
    for block in blocks where !block.text.isEmpty {
      let height = canvas.drawText(
        block.text, in: style.rest(of: rest, after: block.indent), style: block.style,
        alignment: style.side, maxLines: block.lines)
      rest.y += height
      rest.height -= height
    }
  }

  private var blocks: [(text: String, style: TextStyle, lines: Int, indent: Double)] {
    // The mark is drawn before the title.
    let indent = tile.isMarked ? style.title.size * 0.9 : 0
    return [
      (tile.title, style.title, 2, indent), (tile.caption, style.caption, 6, 0),
      (tile.note, style.note, 2, 0),
    ]
  }

  private var gap: Double { (style.unit * 0.45).rounded() }
}
