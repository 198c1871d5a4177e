import TroupeDrawing

/// Cells for cards: as many columns as make the cards largest.
enum StoryboardGrid {
  /// Cells that share `area`, row by row, for cards of these shapes (width by height); a short
  /// last row is centered.
  static func cells(shapes: [Double], in area: Rect, gap: Double) -> [Rect] {
    let count = shapes.count
    guard count > 0 else { return [] }
    let shape = shapes.reduce(0, +) / Double(count)
    let columns = (1...count).max { left, right in
      edge(count, left, area, gap, shape) < edge(count, right, area, gap, shape)
    }
    return rows(count, columns ?? 1, in: area, gap)
  }

  /// The height of a card of the shape given.
  private static func edge(
    _ count: Int, _ columns: Int, _ area: Rect, _ gap: Double, _ shape: Double
  ) -> Double {
    let rows = (count + columns - 1) / columns
    let width = (area.width - gap * Double(columns - 1)) / Double(columns)
    let height = (area.height - gap * Double(rows - 1)) / Double(rows)
    return min(height, width / shape)
  }

  private static func rows(_ count: Int, _ columns: Int, in area: Rect, _ gap: Double) -> [Rect] {
    let rows = (count + columns - 1) / columns
    let width = (area.width - gap * Double(columns - 1)) / Double(columns)
    let height = (area.height - gap * Double(rows - 1)) / Double(rows)
    return (0..<count).map { index in
      let row = index / columns
      let inRow = min(columns, count - row * columns)
      let used = Double(inRow) * (width + gap) - gap
      return Rect(
        x: area.x + (area.width - used) / 2 + Double(index % columns) * (width + gap),
        y: area.y + Double(row) * (height + gap), width: width, height: height)
    }
  }
}
