/// Finds, among the subsets of a given size, those that are worth most for the pixels they take, by
/// branch and bound.
///
/// What a picture adds never grows as a set grows, so a set's worth plus the greatest gains over it
/// bounds the worth of every larger set. The pool has the greatest worth first, so that good sets are
/// found early, and equals in the order that breaks ties; the same pool gives the same answer.
struct SubsetSearch {
  /// The most partial sets that are visited before the search ends with the best so far: a bound on
  /// time that no ordinary catalog reaches.
  static let nodeBudget = 20_000

  /// The best sets of one size.
  struct Solution: Sendable {
    /// The Pareto front of worth and pixels, greatest worth first; empty if no set fits the pixels.
    let sets: [ParetoFront.Subset]
    /// An upper bound on the worth of a set: that of the first set unless the search was ended early.
    let upperBound: Double
    /// Whether the search was complete.
    let isExact: Bool
  }

  private let pool: [Int]
  private let groups: [Int]
  private let pixels: [Int]
  private let mostPixels: Int
  private let leastPixels: Int
  private let budget: Int
  private let size: Int
  /// Picture by picture of the pool, its worth for each facet that any of them improves.
  private let rows: [Double]
  private let extras: [Double]
  private let width: Int
  // A row or number for each depth, that is for each number of pictures in the partial set: nothing is
  // allocated during the search.
  private var covered: [Double]
  private var gains: [Double]
  private var members: [Int]
  private var bounds: GainBounds

  private var nodes = 0
  private var front = ParetoFront()
  /// The greatest bound of a branch that was skipped for the budget.
  private var skippedBound = -Double.infinity

  /// The sets of `size` references of `pool`, at most one of each of `groups`, within `mostPixels`.
  /// - Parameters:
  ///   - covered: by facet, what is covered already.
  ///   - groups: by reference, the number of its group of near-duplicates.
  ///   - pixels: by reference, its pixels; all 0 if pixels do not count.
  static func run(
    _ size: Int, of pool: [Int], over covered: [Double], worth: AssetWorth, groups: [Int],
    pixels: [Int], mostPixels: Int = .max, budget: Int = nodeBudget
  ) -> Solution {
    guard size > 0 else {
      return Solution(
        sets: [ParetoFront.Subset(members: [], value: 0, pixels: 0)], upperBound: 0, isExact: true)
    }
    guard size <= pool.count else {
      return Solution(sets: [], upperBound: -.infinity, isExact: true)
    }
    var search = SubsetSearch(
      size, of: pool, over: covered, worth: worth, groups: groups, pixels: pixels,
      mostPixels: mostPixels, budget: budget)
    search.addGreedily()
    search.extend(depth: 0, value: 0, pixels: 0, from: 0)
    let sets = Array(search.front.subsets.reversed())
    return Solution(
      sets: sets, upperBound: max(search.skippedBound, sets.first?.value ?? -.infinity),
      isExact: search.skippedBound == -.infinity)
  }

  private init(
    _ size: Int, of pool: [Int], over alreadyCovered: [Double], worth: AssetWorth, groups: [Int],
    pixels: [Int], mostPixels: Int, budget: Int
  ) {
    let facets = alreadyCovered.indices.filter { facet in
      pool.contains { worth.cover($0, facet) > alreadyCovered[facet] }
    }
    rows = pool.flatMap { reference in facets.map { worth.cover(reference, $0) } }
    extras = pool.map { worth.extras[$0] }
    width = facets.count
    covered =
      facets.map { alreadyCovered[$0] } + Array(repeating: 0, count: facets.count * size)
    gains = Array(repeating: 0, count: pool.count * size)
    members = Array(repeating: 0, count: size)
    bounds = GainBounds(rows: rows, extras: extras, width: width, size: size)
    self.size = size
    self.pool = pool
    self.groups = pool.map { groups[$0] }
    self.pixels = pool.map { pixels[$0] }
    self.mostPixels = mostPixels
    self.budget = budget
    leastPixels = self.pixels.min() ?? 0
  }

  /// Adds a good first set, by which most others are pruned.
  private mutating func addGreedily() {
    var (value, used) = (0.0, 0)
    for depth in 0..<size {
      computeGains(depth: depth, from: 0)
      let base = depth * pool.count
      var best: Int?
      for index in pool.indices where isFree(groups[index], depth: depth) {
        if best.map({ gains[base + index] > gains[base + $0] }) ?? true { best = index }
      }
      guard let best else { return }
      value += gains[base + best]
      used += pixels[best]
      append(best, depth: depth)
    }
    record(value, used)
  }

  /// Records the set in `members`.
  private mutating func record(_ value: Double, _ pixels: Int) {
    guard pixels <= mostPixels else { return }
    let (members, pool) = (members, pool)
    front.insert(value: value, pixels: pixels) { members.map { pool[$0] } }
  }

  private func isFree(_ group: Int, depth: Int) -> Bool {
    for index in 0..<depth where groups[members[index]] == group { return false }
    return true
  }

  private mutating func append(_ index: Int, depth: Int) {
    members[depth] = index
    let (row, now, next) = (index * width, depth * width, (depth + 1) * width)
    for facet in 0..<width { covered[next + facet] = max(covered[now + facet], rows[row + facet]) }
  }

  /// Computes what each picture from `start` on adds to the partial set.
  private mutating func computeGains(depth: Int, from start: Int) {
    let (now, base, width, count) = (depth * width, depth * pool.count, width, pool.count)
    // The innermost loop of a selection, so it avoids bounds checks.
    rows.withUnsafeBufferPointer { rows in
      covered.withUnsafeBufferPointer { covered in
        gains.withUnsafeMutableBufferPointer { gains in
          for index in start..<count {
            var gain = extras[index]
            let row = index * width
            for facet in 0..<width { gain += max(0, rows[row + facet] - covered[now + facet]) }
            gains[base + index] = gain
          }
        }
      }
    }
  }

  private mutating func extend(depth: Int, value: Double, pixels used: Int, from start: Int) {
    nodes += 1
    let missing = size - depth
    let fewest = used + missing * leastPixels
    guard pool.count - start >= missing, fewest <= mostPixels else { return }
    computeGains(depth: depth, from: start)
    let base = depth * pool.count
    if missing == 1 {
      for index in start..<pool.count {
        let (whole, area) = (value + gains[base + index], used + pixels[index])
        guard !front.dominates(value: whole, pixels: area), isFree(groups[index], depth: depth)
        else { continue }
        members[depth] = index
        record(whole, area)
      }
      return
    }
    bounds.update(gains, depth: depth, missing: missing, from: start)
    for index in start...(pool.count - missing) {
      let bound = value + bounds.sums[base + index]
      guard !front.dominates(value: bound, pixels: fewest) else { return }
      guard nodes <= budget else {
        skippedBound = max(skippedBound, bound)
        return
      }
      let (next, area) = (value + gains[base + index], used + pixels[index])
      let reachable = next + bounds.sumsOfFewer[base + index]
      guard !front.dominates(value: reachable, pixels: area + (missing - 1) * leastPixels),
        isFree(groups[index], depth: depth)
      else { continue }
      append(index, depth: depth)
      extend(depth: depth + 1, value: next, pixels: area, from: index + 1)
    }
  }
}
