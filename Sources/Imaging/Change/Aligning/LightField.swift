/// The lightness of a picture's cells, slightly blurred, for aligning it with another.
struct LightField {
  let size: Size
  let values: [Float]

  var width: Int { size.width }
  var height: Int { size.height }

  init(_ grid: LabGrid) {
    size = Size(width: grid.columns, height: grid.rows)
    values = Self.blurred(grid.lightness, size)
  }

  /// Each value mixed with its neighbors, 1 to 2 to 1 along both axes.
  private static func blurred(_ values: [Float], _ size: Size) -> [Float] {
    let (width, height) = (size.width, size.height)
    var lines = values
    var result = values
    for y in 0..<height {
      for x in 0..<width {
        let (left, right) = (max(x - 1, 0), min(x + 1, width - 1))
        let start = y * width
        lines[start + x] =
          (values[start + left] + 2 * values[start + x] + values[start + right]) / 4
      }
    }
    for y in 0..<height {
      let (above, below) = (max(y - 1, 0) * width, min(y + 1, height - 1) * width)
      for x in 0..<width {
        result[y * width + x] =
          (lines[above + x] + 2 * lines[y * width + x] + lines[below + x]) / 4
      }
    }
    return result
  }

  /// The value at a place between the middles of cells, and its slopes; `nil` outside of them.
  @inline(__always)
  func value(x: Float, y: Float) -> (value: Float, across: Float, down: Float)? {
    guard x >= 0, y >= 0, x <= Float(width - 1), y <= Float(height - 1) else { return nil }
    let (column, row) = (min(Int(x), max(width - 2, 0)), min(Int(y), max(height - 2, 0)))
    let (right, down) = (width > 1 ? 1 : 0, height > 1 ? width : 0)
    let start = row * width + column
    return values.withUnsafeBufferPointer { values in
      let (a, b) = (values[start], values[start + right])
      let (c, d) = (values[start + down], values[start + down + right])
      let (shareX, shareY) = (x - Float(column), y - Float(row))
      let (above, below) = (a + (b - a) * shareX, c + (d - c) * shareX)
      return (
        above + (below - above) * shareY, (b - a) + ((d - c) - (b - a)) * shareY, below - above
      )
    }
  }
}
