import Foundation

/// A picture's luminance on a coarse grid, and the perceptual hashes of it. Integer arithmetic, so
/// every machine gives the same bits.
package struct LuminanceGrid: Sendable {
  let columns: Int
  let rows: Int
  /// Row by row, 255 as 65,280.
  let values: [UInt16]

  /// Frequencies from the lowest, without the mean.
  private static let order: [(across: Int, down: Int)] = (1...10).flatMap { sum in
    (0...sum).map { (across: $0, down: sum - $0) }
  }

  /// The grid of the picture turned over.
  func turned(_ turn: Turn) -> LuminanceGrid {
    let lines = (0..<rows).map { values[$0 * columns..<($0 + 1) * columns] }
    let ordered = turn == .mirrored ? lines : lines.reversed()
    return LuminanceGrid(
      columns: columns, rows: rows,
      values: ordered.flatMap { turn == .flipped ? Array($0) : $0.reversed() })
  }

  /// One bit for each of the 64 lowest frequencies: whether it exceeds their median.
  var frequencyHash: UInt64 {
    let transformed = transformed(11)
    let lowest = Self.order.prefix(64).map { transformed[$0.down][$0.across] }
    let sorted = lowest.sorted()
    // Twice the median, to avoid a fraction.
    let median = sorted[31] + sorted[32]
    return UInt64(bits: lowest.lazy.map { 2 * $0 > median })
  }

  /// One bit for each step between nine cells in eight rows: whether the next cell is brighter.
  var gradientHash: UInt64 {
    let (width, height) = (columns / 9, rows / 8)
    // A difference of half a level is noise.
    let least = width * height * 128
    let cells = (0..<8).map { row in (0..<9).map { sum(column: $0 * width, row: row * height) } }
    func sum(column: Int, row: Int) -> Int {
      (row..<row + height).reduce(0) { sum, y in
        values[y * columns + column..<y * columns + column + width]
          .reduce(sum) { $0 + Int($1) }
      }
    }
    return UInt64(
      bits: cells.lazy.flatMap { row in zip(row, row.dropFirst()).map { $1 > $0 + least } })
  }

  /// The lowest frequencies of the cosine transform, by row and column.
  private func transformed(_ count: Int) -> [[Int]] {
    let (across, down) = (Self.waves(count, over: columns), Self.waves(count, over: rows))
    let lines = (0..<rows).map { y in
      across.map { wave in
        (0..<columns).reduce(0) { $0 + wave[$1] * Int(values[y * columns + $1]) }
      }
    }
    return down.map { wave in
      (0..<count).map { u in (0..<rows).reduce(0) { $0 + wave[$1] * lines[$1][u] } }
    }
  }

  /// Cosines of 0, 1, 2… half waves over `length` cells, scaled by 4096.
  private static func waves(_ count: Int, over length: Int) -> [[Int]] {
    (0..<count).map { wave in
      (0..<length).map { cell in
        let angle = Double.pi * Double(wave * (2 * cell + 1)) / Double(2 * length)
        return Int((cos(angle) * 4096).rounded())
      }
    }
  }
}

extension UInt64 {
  /// The first is the highest bit.
  fileprivate init(bits: some Sequence<Bool>) {
    self = bits.reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
  }
}
