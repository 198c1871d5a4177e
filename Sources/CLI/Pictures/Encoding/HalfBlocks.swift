extension TerminalPicture {
  /// Pixels for ``PictureProtocol/blocks``, two in every cell, one above the other.
  ///
  /// What is less than half opaque shows the background of the terminal.
  ///
  /// - Parameter pixels: scaled before to the columns and half rows of a ``CellBox``.
  static func blocks(_ pixels: PixelRows, colors: ColorDepth) -> TerminalPicture {
    let rows = parameters(pixels, colors)
    let lines = stride(from: 0, to: rows.count, by: 2).map { row in
      var line = BlockLine()
      for (column, upper) in rows[row].enumerated() {
        line.append(upper: upper, lower: row + 1 < rows.count ? rows[row + 1][column] : nil)
      }
      return line.ended
    }
    let box = CellBox(columns: pixels.width, halfRows: pixels.height)
    return TerminalPicture(box: box, form: .lines(lines))
  }

  /// What selects the color of every pixel, row by row; `nil` for the background of the terminal.
  private static func parameters(_ pixels: PixelRows, _ colors: ColorDepth) -> [[String?]] {
    var palette = XtermPalette()
    return (0..<pixels.height).map { row in
      (0..<pixels.width).map { column in
        guard let color = pixels.color(column, row) else { return nil }
        return colors == .trueColor ? color.parameters : "5;\(palette.index(color))"
      }
    }
  }
}

/// A line of half blocks, in which a color is only written where it changes.
private struct BlockLine {
  private var text = ""
  private var foreground: String?
  private var background: String?

  mutating func append(upper: String?, lower: String?) {
    switch (upper, lower) {
    case (nil, nil): select(nil, nil, " ")
    case (_, nil): select(upper, nil, "▀")
    case (nil, _): select(lower, nil, "▄")
    case (let upper, let lower) where upper == lower: select(nil, lower, " ")
    default: select(upper, lower, "▀")
    }
  }

  var ended: String { foreground == nil && background == nil ? text : text + "\u{1B}[0m" }

  /// - Parameter front: `nil` where none of it shows.
  private mutating func select(_ front: String?, _ back: String?, _ character: Character) {
    var changes: [String] = []
    if let front, front != foreground { changes.append("38;\(front)") }
    if back != background { changes.append(back.map { "48;\($0)" } ?? "49") }
    if !changes.isEmpty { text += "\u{1B}[\(changes.joined(separator: ";"))m" }
    text.append(character)
    foreground = front ?? foreground
    background = back
  }
}
