import TroupeImaging

/// The positions of everything on a contact sheet.
struct SheetPlan {
  let size: Size
  let style: SheetStyle
  let header: SheetHeader
  let layout: SheetLayout

  private let groups: [String]

  init(_ sheet: ContactSheet, style: SheetStyle) {
    self.style = style
    groups = sheet.tiles.map(\.group)
    let shapes = sheet.tiles.map { Double($0.image.width) / Double($0.image.height) }
    let margin = style.unit * 1.6
    let gap = style.unit
    let rows = Self.rows(sheet, shapes, gap: gap)
    let width = rows.width.rounded()
    header = SheetHeader(
      sheet.header, style: style,
      in: Rect(x: margin, y: margin, width: width, height: 0))
    let hasGroups = style.hasFonts && groups.contains { !$0.isEmpty }
    layout = SheetLayout(
      shapes: shapes, rows: rows.rows, sharing: sheet.arrangement == .table ? .table : .lines,
      area: Rect(x: margin, y: header.bottom, width: width, height: 0),
      spacing: SheetLayout.Spacing(
        across: gap, down: gap * 1.4, heading: hasGroups ? style.group.size * 1.9 : 0),
      tallest: rows.tallest,
      textHeight: { TileText(sheet.tiles[$0], style: style).height(width: $1) })
    size = Size(
      width: Int((width + 2 * margin).rounded(.up)),
      height: Int((layout.bottom + margin).rounded(.up)))
  }

  /// Draws the names of the groups in each row, above a rule as wide as the group.
  func drawGroups(on canvas: inout Canvas) {
    guard style.hasFonts, groups.contains(where: { !$0.isEmpty }) else { return }
    for row in layout.rows {
      var start = row.lowerBound
      while start < row.upperBound {
        let end = row[start...].first { groups[$0] != groups[start] } ?? row.upperBound
        drawGroup(start..<end, on: &canvas)
        start = end
      }
    }
  }

  private func drawGroup(_ tiles: Range<Int>, on canvas: inout Canvas) {
    let cells = layout.places[tiles].map(\.text)
    guard let first = cells.first, let last = cells.last, !groups[tiles.lowerBound].isEmpty
    else { return }
    let top = layout.places[tiles].map(\.picture.y).min() ?? 0
    let width = last.x + last.width - first.x
    let line = Rect(
      x: first.x, y: top - style.group.size * 1.9, width: width,
      height: style.group.height(lines: 1))
    canvas.drawText(
      groups[tiles.lowerBound], in: line, style: style.group,
      alignment: style.side, maxLines: 1)
    let y = (top - style.group.size * 0.45).rounded() + 0.5
    canvas.line(from: (line.x, y), to: (line.x + width, y), SheetStyle.accent.withAlpha(110))
  }

  /// The rows, and the width at which pictures are about as large as the sheet asks for.
  private static func rows(
    _ sheet: ContactSheet, _ shapes: [Double], gap: Double
  ) -> (rows: [Range<Int>], width: Double, tallest: Double) {
    let edge = Double(max(sheet.tileEdge, 64))
    let count = shapes.count
    // Text alone, as wide as one and a half pictures.
    if count == 0 { return ([], edge * 1.5, edge) }
    if sheet.arrangement == .table {
      let wanted = sheet.columns ?? Int(Double(count).squareRoot().rounded(.up))
      let columns = max(1, min(wanted, count))
      return (
        PictureRows.rows(of: count, columns: columns), Double(columns) * (edge + gap) - gap,
        edge * 1.34
      )
    }
    // Wide pictures get less height, so that their areas are similar to those of upright ones.
    let height = edge * shapes.reduce(0) { $0 + min(1, 1 / $1) } / Double(count)
    let least = edge * 1.5
    if let columns = sheet.columns {
      let rows = PictureRows.rows(of: count, columns: columns)
      let full = rows.filter { $0.count == rows[0].count }.map { line(shapes[$0], height, gap) }
      let width = full.reduce(0, +) / Double(max(full.count, 1))
      return (rows, max(least, width), height * 1.6)
    }
    let all = line(shapes[...], height, gap)
    // Up to this width one row; beyond it, rows that together are 1.5 times as wide as high.
    let width = all <= edge * 4.5 ? all : max(edge * 3.5, (all * height * 1.5).squareRoot())
    let rows = PictureRows.rows(
      shapes: shapes.map { max($0, 0.5) }, count: Int((all / width).rounded()))
    // A single row may fill the sheet, as far as its pictures have detail.
    let detail = Double(sheet.tiles.map(\.image.height).max() ?? 0) * 1.25
    return (rows, max(least, width), rows.count == 1 ? max(height, detail) : height * 1.3)
  }

  /// The width of a row of pictures of one height.
  private static func line(_ shapes: ArraySlice<Double>, _ height: Double, _ gap: Double) -> Double
  {
    let widths = shapes.map { max($0, 0.5) * height }
    return widths.reduce(0, +) + gap * Double(max(shapes.count - 1, 0))
  }
}
