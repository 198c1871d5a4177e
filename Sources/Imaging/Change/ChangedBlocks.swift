/// The blocks of a picture that differ from another one laid over it.
struct ChangedBlocks {
  /// Cells along a block's side: 4 of 4 pixels each.
  static let cells = 4

  let columns: Int
  let rows: Int
  /// Row by row.
  private(set) var isChanged: [Bool]
  /// How many blocks lie in both pictures, by half of their area at least.
  private(set) var compared = 0

  /// The share of the compared blocks that is changed.
  var share: Double {
    compared == 0 ? 1 : Double(isChanged.count { $0 }) / Double(compared)
  }

  /// - Parameters:
  ///   - own: the picture.
  ///   - other: the other under the picture's cells.
  init(_ own: LabGrid, _ other: LabGrid) {
    columns = (own.columns + Self.cells - 1) / Self.cells
    rows = (own.rows + Self.cells - 1) / Self.cells
    var blocks: [(index: Int, measures: BlockMeasures)] = []
    for index in 0..<columns * rows {
      let (left, top) = (index % columns * Self.cells, index / columns * Self.cells)
      let whole = (
        left..<min(left + Self.cells, own.columns), top..<min(top + Self.cells, own.rows)
      )
      let part = (
        whole.0.clamped(to: other.covered.columns), whole.1.clamped(to: other.covered.rows)
      )
      guard part.0.count * part.1.count * 2 >= whole.0.count * whole.1.count else { continue }
      blocks.append((index, BlockMeasures(own, other, columns: part.0, rows: part.1)))
    }
    compared = blocks.count
    isChanged = [Bool](repeating: false, count: columns * rows)
    let drift = LabDifference.drift(of: blocks.map(\.measures.mean))
    for block in blocks { isChanged[block.index] = block.measures.isChanged(besides: drift) }
  }
}
