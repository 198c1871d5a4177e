/// Upper bounds on what the rest of a pool can add to a partial set: the sum of the greatest gains.
///
/// Pictures are grouped into chains. Each picture of a chain has no more of any facet than those before
/// it, so that after one of them it adds its extra alone: of each chain only one gain counts in full.
struct GainBounds {
  private let extras: [Double]
  /// By picture of the pool, the number of its chain.
  private let chains: [Int]
  /// By chain, the first of its pictures that was seen in this update.
  private var heads: [Int]
  /// The greatest gains so far, in descending order, each with its chain; -1 for an extra.
  private var greatest: [(gain: Double, chain: Int)]
  /// By depth and picture: the bound for the pictures from there on.
  private(set) var sums: [Double]
  /// By depth and picture: the bound with one picture fewer, from the next picture on.
  private(set) var sumsOfFewer: [Double]

  /// - Parameters:
  ///   - rows: picture by picture of the pool, its worth for each of `width` facets.
  ///   - extras: by picture, what it adds whatever else is chosen.
  ///   - size: the number of pictures in a complete set.
  init(rows: [Double], extras: [Double], width: Int, size: Int) {
    self.extras = extras
    chains = Self.chains(rows, extras, width: width)
    heads = Array(repeating: -1, count: (chains.max() ?? -1) + 1)
    greatest = Array(repeating: (0, -1), count: size)
    sums = Array(repeating: 0, count: extras.count * size)
    sumsOfFewer = sums
  }

  /// Updates the bounds at `depth` for `missing` more pictures from `start` on.
  /// - Parameter gains: by depth and picture, what the picture adds to the partial set.
  mutating func update(_ gains: [Double], depth: Int, missing: Int, from start: Int) {
    let count = extras.count
    let base = depth * count
    for rank in 0..<missing { greatest[rank] = (0, -1) }
    for chain in heads.indices { heads[chain] = -1 }
    var sum = 0.0
    for index in (start..<count).reversed() {
      sumsOfFewer[base + index] = sum - greatest[missing - 1].gain
      let (chain, later) = (chains[index], heads[chains[index]])
      heads[chain] = index
      // The first of a chain gains no less than the one that it replaces, so no gain that was removed
      // earlier is missed.
      if later >= 0, let rank = (0..<missing).first(where: { greatest[$0].chain == chain }) {
        sum -= greatest[rank].gain
        for rank in rank..<missing - 1 { greatest[rank] = greatest[rank + 1] }
        greatest[missing - 1] = (0, -1)
      }
      sum += insert((gains[base + index], chain), missing)
      if later >= 0 { sum += insert((extras[later], -1), missing) }
      sums[base + index] = sum
    }
  }

  /// Inserts `entry` among the `missing` greatest if it is one of them.
  /// - Returns: the increase of their sum.
  private mutating func insert(_ entry: (gain: Double, chain: Int), _ missing: Int) -> Double {
    let least = greatest[missing - 1].gain
    guard entry.gain > least else { return 0 }
    var rank = missing - 1
    while rank > 0, entry.gain > greatest[rank - 1].gain {
      greatest[rank] = greatest[rank - 1]
      rank -= 1
    }
    greatest[rank] = entry
    return entry.gain - least
  }

  private static func chains(_ rows: [Double], _ extras: [Double], width: Int) -> [Int] {
    var lasts: [Int] = []
    return extras.indices.map { index in
      let chain = lasts.firstIndex { last in
        extras[last] >= extras[index]
          && (0..<width).allSatisfy { rows[last * width + $0] >= rows[index * width + $0] }
      }
      if let chain { lasts[chain] = index } else { lasts.append(index) }
      return chain ?? lasts.count - 1
    }
  }
}
