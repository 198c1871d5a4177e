/// The positions of a sheet's pictures and their texts: rows from margin to margin, each picture
/// uncropped and undistorted. All sheets use it.
struct SheetLayout {
  /// The areas of one picture and of the text below it.
  struct Place: Hashable {
    var picture: Rect
    var text: Rect
  }

  /// How the pictures of a row share its width.
  enum Sharing: Hashable {
    /// All pictures of a row have the same height.
    case lines
    /// Columns have the same width in all rows, so that pictures in a column can be compared.
    case table
  }

  /// Spacing, in pixels.
  struct Spacing {
    /// Between the pictures of a row.
    var across: Double
    /// Between the texts of one row and the next row.
    var down: Double
    /// Above each row, for its heading.
    var heading = 0.0
  }

  /// One for each picture.
  let places: [Place]
  /// The indices of the pictures in each row.
  let rows: [Range<Int>]
  /// The lower edge of the last row's texts, in pixels.
  let bottom: Double

  /// Lays out pictures.
  /// - Parameters:
  ///   - shapes: the aspect ratio of each picture, width by height.
  ///   - area: the upper left corner and the width; the height follows from the rows.
  ///   - tallest: the greatest height of a row's pictures; rows limited by it are narrower than `area`.
  ///   - textHeight: the height of a picture's text at a width.
  init(
    shapes: [Double], rows: [Range<Int>], sharing: Sharing, area: Rect, spacing: Spacing,
    tallest: Double = .infinity, textHeight: (_ picture: Int, _ width: Double) -> Double
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
      let below = zip(row, cells.widths).map { textHeight($0, $1) }.max() ?? 0
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
            text: Rect(x: cell.x, y: cell.y + cell.height, width: cell.width, height: below)))
        x += width + spacing.across
      }
      y += max(height, 1) + below + spacing.down
    }
    self.places = places
    self.rows = rows
    bottom = rows.isEmpty ? area.y : y - spacing.down
  }

  /// The widths of a row of pictures of one height.
  private static func line(
    _ shapes: ArraySlice<Double>, _ width: Double, _ gap: Double, _ tallest: Double
  ) -> (widths: [Double], height: Double) {
    // A very narrow picture would leave no room for its text.
    let cells = shapes.map { max($0, 0.5) }
    let room = max(width - gap * Double(cells.count - 1), Double(cells.count))
    let height = min(room / cells.reduce(0, +), tallest)
    return (cells.map { $0 * height }, height)
  }

  /// The widths of columns, wider for wide pictures.
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
  /// The greatest rectangle of whole pixels with an aspect ratio (width by height) in the lower left of
  /// this one.
  fileprivate func fitted(shape: Double) -> Rect {
    // A difference of one pixel comes from rounding.
    if abs(width - height * shape) <= 1 { return self }
    let across = min(width, max(1, (height * shape).rounded()))
    let down = min(height, max(1, (width / shape).rounded()))
    return Rect(x: x, y: y + height - down, width: across, height: down)
  }
}
