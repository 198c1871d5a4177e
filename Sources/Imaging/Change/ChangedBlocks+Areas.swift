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
  var each: [BlockArea] { isChanged.indices.filter { isChanged[$0] }.map(area) }

  /// Rectangles around changed blocks that touch at a side or corner, in the order of their first
  /// blocks.
  var groups: [BlockArea] {
    var isLeft = isChanged
    return isChanged.indices.compactMap { isLeft[$0] ? takeGroup(from: $0, &isLeft) : nil }
  }

  private func area(_ index: Int) -> BlockArea {
    BlockArea(column: index % columns, row: index / columns)
  }

  private func takeGroup(from first: Int, _ isLeft: inout [Bool]) -> BlockArea {
    var group = area(first)
    var open = [first]
    isLeft[first] = false
    while let index = open.popLast() {
      group = group.joined(with: area(index))
      for neighbor in neighbors(of: index) where isLeft[neighbor] {
        isLeft[neighbor] = false
        open.append(neighbor)
      }
    }
    return group
  }

  private func neighbors(of index: Int) -> [Int] {
    let (column, row) = (index % columns, index / columns)
    return (max(row - 1, 0)...min(row + 1, rows - 1)).flatMap { y in
      (max(column - 1, 0)...min(column + 1, columns - 1)).map { y * columns + $0 }
    }
  }
}
