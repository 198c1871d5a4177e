/// The blocks of a picture that differ from another one laid over it.
struct ChangedBlocks {
  /// Cells along a block's side: 4 of 4 pixels each.
  static let cells = 4
  /// A smaller group without a block that differs clearly is chance, such as a bent edge.
  private static let leastGroup = 3
  /// How many times the limit a clear difference exceeds.
  private static let clear: Float = 1.5
  /// The share of the limit below which a move explains a difference.
  private static let settled: Float = 0.7
  /// The share of the limit of form that a move leaves at least; another color alone leaves none.
  private static let bent: Float = 0.3
  /// In cells, to all sides: parts of a picture that is rendered again lie up to 3 pixels of 1024 off.
  private static let moves: [(across: Float, down: Float)] = [
    (-0.35, 0), (0.35, 0), (0, -0.35), (0, 0.35),
    (-0.25, -0.25), (0.25, -0.25), (-0.25, 0.25), (0.25, 0.25),
  ]

  let columns: Int
  let rows: Int
  /// The numbers of changed blocks that touch at a side or corner, in the order of their first.
  private(set) var groups: [[Int]] = []
  /// How many blocks lie in both pictures, by half of their area at least.
  let compared: Int

  /// The share of the compared blocks that is changed.
  var share: Double {
    compared == 0 ? 1 : Double(groups.reduce(0) { $0 + $1.count }) / Double(compared)
  }

  /// - Parameters:
  ///   - own: the picture.
  ///   - other: the other under the picture's cells.
  init(_ own: LabGrid, _ other: LabGrid) {
    columns = (own.columns + Self.cells - 1) / Self.cells
    rows = (own.rows + Self.cells - 1) / Self.cells
    let places = Self.places(own, other, columns: columns, count: columns * rows)
    compared = places.count
    let excess = Self.excess(own, other, places)
    var all = [Float](repeating: 0, count: columns * rows)
    for (place, excess) in zip(places, excess) { all[place.index] = excess }
    groups = Self.groups(all.map { $0 > 1 }, columns: columns).filter { group in
      group.count >= Self.leastGroup || group.contains { all[$0] > Self.clear }
    }
  }

  /// How many times the limit each block differs, unless a small move explains it.
  private static func excess(_ own: LabGrid, _ other: LabGrid, _ places: [Place]) -> [Float] {
    let measures = places.map { BlockMeasures(own, other, columns: $0.columns, rows: $0.rows) }
    let drift = LabDifference.drift(of: measures.map(\.mean))
    var excess = measures.map { $0.excess(besides: drift) }
    for (across, down) in moves where excess.contains(where: { $0 > 1 }) {
      let moved = other.moved(across: across, down: down)
      for (index, place) in places.enumerated()
      where excess[index] > 1 && measures[index].form > bent {
        let least = BlockMeasures(own, moved, columns: place.columns, rows: place.rows)
          .excess(besides: drift)
        if least < settled { excess[index] = least }
      }
    }
    return excess
  }

  /// The blocks that both pictures show.
  private static func places(
    _ own: LabGrid, _ other: LabGrid, columns: Int, count: Int
  ) -> [Place] {
    (0..<count).compactMap { index in
      let (left, top) = (index % columns * cells, index / columns * cells)
      let across = left..<min(left + cells, own.columns)
      let down = top..<min(top + cells, own.rows)
      let place = Place(
        index: index, columns: across.clamped(to: other.covered.columns),
        rows: down.clamped(to: other.covered.rows))
      let shared = place.columns.count * place.rows.count
      return shared * 2 >= across.count * down.count ? place : nil
    }
  }

  /// The cells of a block that lie in both pictures.
  private struct Place {
    let index: Int
    let columns: Range<Int>
    let rows: Range<Int>
  }
}
