/// One axis of a grid of cells laid over another picture: what pixels of it each cell covers.
struct CellAxis {
  /// The side of a cell, in pixels of the grid's own picture.
  static let side = 4

  /// The cells that lie in the other picture, by half of their length at least.
  let covered: Range<Int>
  /// The first pixel under each cell.
  private(set) var starts: [Int]
  /// For each cell `taps` shares of the pixels from its start on, together 1, or 0 outside.
  private(set) var weights: [Float]
  let taps: Int

  static func count(_ length: Int) -> Int { (length + side - 1) / side }

  /// - Parameters:
  ///   - length: the length of the grid's own picture, in pixels.
  ///   - source: that of the other.
  ///   - ratio: pixels of the other for a pixel of its own.
  ///   - offset: where its first edge lies in the other.
  init(length: Int, source: Int, ratio: Double, offset: Double) {
    let count = Self.count(length)
    taps = min(source, Int((Double(Self.side) * ratio).rounded(.up)) + 1)
    starts = [Int](repeating: 0, count: count)
    weights = [Float](repeating: 0, count: count * taps)
    var first = count
    var end = 0
    for cell in 0..<count {
      let low = ratio * Double(cell * Self.side) + offset
      let high = ratio * Double(min((cell + 1) * Self.side, length)) + offset
      let (from, to) = (max(low, 0), min(high, Double(source)))
      guard to - from >= (high - low) / 2 else { continue }
      first = min(first, cell)
      end = cell + 1
      starts[cell] = min(Int(from), source - taps)
      for tap in 0..<taps {
        let pixel = Double(starts[cell] + tap)
        let share = max(min(pixel + 1, to) - max(pixel, from), 0) / (to - from)
        weights[cell * taps + tap] = Float(share)
      }
    }
    covered = min(first, end)..<end
  }
}
