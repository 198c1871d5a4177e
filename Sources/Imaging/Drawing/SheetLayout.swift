/// Where the pictures of a sheet and their words go: rows from margin to margin, every picture whole
/// and in its own shape. The one composer of all sheets.
struct SheetLayout {
  /// One picture and the room below it.
  struct Place: Hashable {
    var picture: Rect
    var words: Rect
  }

  /// How the pictures of a row share its width.
  enum Sharing: Hashable {
    /// All pictures of a row are equally high.
    case lines
    /// Columns keep their width from row to row, so that what stands below another can be compared.
    case table
  }

  /// The room between things, in pixels.
  struct Spacing {
    /// Between pictures of a row.
    var across: Double
    /// Between the words of one row and the next row.
    var down: Double
    /// Above each row.
    var heading = 0.0
  }

  /// One for each picture.
  let places: [Place]
  /// The rows' pictures.
  let rows: [Range<Int>]
  /// Where the last row's words end, in pixels.
  let bottom: Double

  /// Lays out pictures.
  /// - Parameters:
  ///   - shapes: width by height of each picture.
  ///   - area: its left upper corner and width; the rows take the height that they need.
  ///   - tallest: the most that a row's pictures may be high; rows that it keeps low end early.
  ///   - words: the height of a picture's words at a width.
  init(
    shapes: [Double], rows: [Range<Int>], sharing: Sharing, area: Rect, spacing: Spacing,
    tallest: Double = .infinity, words: (_ picture: Int, _ width: Double) -> Double
  ) {
    var places: [Place] = []
    var y = area.y
    let columns = sharing == .table ? Self.columns(shapes, rows, area.width, spacing.across) : []
    for row in rows {
      let cells =
        sharing == .table
        ? (widths: Array(columns.prefix(row.count)), height: Double.infinity)
        : Self.line(shapes[row], area.width, spacing.across, tallest)
      let height = min(
        cells.height, tallest, zip(cells.widths, row).map { $0 / shapes[$1] }.max() ?? 0
      ).rounded()
      let below = zip(row, cells.widths).map { words($0, $1) }.max() ?? 0
      y = (y + spacing.heading).rounded()
      var x = area.x
      for (index, width) in zip(row, cells.widths) {
        let cell = Rect(
          x: x.rounded(), y: y, width: (x + width).rounded() - x.rounded(),
          height: max(height, 1))
        let picture = cell.fitted(shape: shapes[index])
        places.append(
          Place(
            picture: picture,
            words: Rect(x: cell.x, y: cell.y + cell.height, width: cell.width, height: below)))
        x += width + spacing.across
      }
      y += max(height, 1) + below + spacing.down
    }
    self.places = places
    self.rows = rows
    bottom = rows.isEmpty ? area.y : y - spacing.down
  }

  /// The widths of a row of pictures as high as one another.
  private static func line(
    _ shapes: ArraySlice<Double>, _ width: Double, _ gap: Double, _ tallest: Double
  ) -> (widths: [Double], height: Double) {
    // A sliver of a picture would leave no room for its words.
    let cells = shapes.map { max($0, 0.5) }
    let room = max(width - gap * Double(cells.count - 1), Double(cells.count))
    let height = min(room / cells.reduce(0, +), tallest)
    return (cells.map { $0 * height }, height)
  }

  /// The widths of columns: wider where most pictures are wide.
  private static func columns(
    _ shapes: [Double], _ rows: [Range<Int>], _ width: Double, _ gap: Double
  ) -> [Double] {
    let count = rows.map(\.count).max() ?? 0
    let room = max(width - gap * Double(count - 1), Double(count))
    let weights = (0..<count).map { column in
      let own = rows.filter { $0.count > column }.map { shapes[$0.lowerBound + column] }
      let widest = own.max() ?? 1
      let narrowest = own.min() ?? 1
      return min(max((widest * narrowest).squareRoot(), 0.75), 1.8)
    }
    return weights.map { room * $0 / weights.reduce(0, +) }
  }
}

extension Rect {
  /// The greatest rectangle of whole pixels of a shape (width by height) inside this one, at its lower
  /// left.
  fileprivate func fitted(shape: Double) -> Rect {
    // A pixel that rounding took or gave is no other shape.
    if abs(width - height * shape) <= 1 { return self }
    let across = min(width, max(1, (height * shape).rounded()))
    let down = min(height, max(1, (width / shape).rounded()))
    return Rect(x: x, y: y + height - down, width: across, height: down)
  }
}
