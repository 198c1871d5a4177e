/// A rectangle of blocks.
struct BlockArea {
  var columns: Range<Int>
  var rows: Range<Int>

  init(column: Int, row: Int) {
    columns = column..<column + 1
    rows = row..<row + 1
  }

  /// The smallest rectangle around both.
  func joined(with other: BlockArea) -> BlockArea {
    var joined = self
    joined.columns =
      min(
        columns.lowerBound, other.columns.lowerBound)..<max(
        columns.upperBound, other.columns.upperBound)
    joined.rows =
      min(rows.lowerBound, other.rows.lowerBound)..<max(rows.upperBound, other.rows.upperBound)
    return joined
  }
}

extension ChangedBlocks {
  /// Every changed block, row by row.
  var each: [BlockArea] { groups.joined().sorted().map(area) }

  /// Rectangles around groups.
  var areas: [BlockArea] {
    groups.map { group in group.dropFirst().reduce(area(group[0])) { $0.joined(with: area($1)) } }
  }

  private func area(_ index: Int) -> BlockArea {
    BlockArea(column: index % columns, row: index / columns)
  }

  /// The numbers of blocks that touch at a side or corner.
  static func groups(_ isChanged: [Bool], columns: Int) -> [[Int]] {
    var isLeft = isChanged
    return isChanged.indices.compactMap { first in
      guard isLeft[first] else { return nil }
      isLeft[first] = false
      var group = [first]
      var next = 0
      while next < group.count {
        for neighbor in neighbors(of: group[next], columns, isChanged.count)
        where isLeft[neighbor] {
          isLeft[neighbor] = false
          group.append(neighbor)
        }
        next += 1
      }
      return group
    }
  }

  private static func neighbors(of index: Int, _ columns: Int, _ count: Int) -> [Int] {
    let (column, row) = (index % columns, index / columns)
    let last = count / columns - 1
    return (max(row - 1, 0)...min(row + 1, last)).flatMap { y in
      (max(column - 1, 0)...min(column + 1, columns - 1)).map { y * columns + $0 }
    }
  }
}
