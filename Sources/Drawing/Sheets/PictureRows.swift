/// Breaks a sequence of pictures into rows.
enum PictureRows {
  /// Rows of `columns` pictures each; the last may have fewer.
  static func rows(of count: Int, columns: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: max(columns, 1)).map { $0..<min($0 + max(columns, 1), count) }
  }

  /// `count` rows of pictures of one height, as equally wide as possible: with the least sum of the
  /// squares of the rows' widths.
  /// - Parameter shapes: the aspect ratio of each picture, width by height.
  static func rows(shapes: [Double], count: Int) -> [Range<Int>] {
    guard !shapes.isEmpty else { return [] }
    let count = min(max(count, 1), shapes.count)
    let sums = shapes.reduce(into: [0.0]) { $0.append(($0.last ?? 0) + $1) }
    // least[end] is the least sum for the pictures before `end`, starts[row][end] where its last row
    // begins.
    var least = sums.map { $0 * $0 }
    var starts = [[Int](repeating: 0, count: sums.count)]
    for row in 1..<max(count, 1) {
      var next = [Double](repeating: .infinity, count: sums.count)
      var start = [Int](repeating: 0, count: sums.count)
      for end in (row + 1)..<sums.count {
        for begin in row..<end {
          let width = sums[end] - sums[begin]
          let cost = least[begin] + width * width
          if cost < next[end] { (next[end], start[end]) = (cost, begin) }
        }
      }
      least = next
      starts.append(start)
    }
    var rows: [Range<Int>] = []
    var end = shapes.count
    for row in (0..<count).reversed() {
      rows.append(starts[row][end]..<end)
      end = starts[row][end]
    }
    return rows.reversed()
  }
}
