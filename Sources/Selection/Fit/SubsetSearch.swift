/// Finds, among the subsets of a given size, those that are worth most for the pixels they take, by
/// branch and bound.
///
/// What a picture adds never grows as a set grows, so a set's worth and the greatest gains over it
/// bound every larger set. The pool has the greatest worth first, which finds good sets early, and
/// equals in the order that breaks ties; the same pool gives the same answer.
struct SubsetSearch {
  /// Sets looked at before the search ends with the best so far: a bound on time, reached by no
  /// ordinary catalogue.
  static let nodeBudget = 20_000

  /// One set.
  struct Found: Sendable {
    let members: [Int]
    let value: Double
    let pixels: Int
  }

  /// The sets of one size that no other beats in worth and pixels both.
  struct Front: Sendable {
    /// Greatest worth first; empty when no set fits the pixels.
    let sets: [Found]
    /// No set of the size is worth more; equal to the first one's worth unless the search was ended.
    let ceiling: Double
    let isExact: Bool
  }

  private let pool: [Int]
  private let groups: [Int]
  private let pixels: [Int]
  private let most: Int
  private let least: Int
  private let budget: Int
  private let count: Int
  /// Picture by picture of the pool, a row of what it has of each facet that any has.
  private let rows: [Double]
  private let extras: [Double]
  private let width: Int
  // One row or number for each picture taken so far: nothing is allocated while it searches.
  private var covered: [Double]
  private var gains: [Double]
  private var sums: [Double]
  private var sumsOfFewer: [Double]
  private var members: [Int]
  private var greatest: [(gain: Double, chain: Int)]
  /// Picture by picture of the pool: each of a chain has no more of any facet than those before it, so
  /// that beside one of them it adds its extra alone.
  private let chains: [Int]
  private var heads: [Int]

  private var nodes = 0
  /// Fewest pixels first, and so least worth first.
  private var found: [Found] = []
  private var ceiling = -Double.infinity

  /// The sets of `count` of `pool` beside what gave `covered`, at most one of each of `groups`,
  /// within `most` pixels.
  ///
  /// - Parameters:
  ///   - groups: by reference, its group.
  ///   - pixels: by reference, its pixels; all 0 when they do not count.
  static func front(
    _ count: Int, of pool: [Int], over covered: [Double], worth: AssetWorth, groups: [Int],
    pixels: [Int], most: Int = .max, budget: Int = nodeBudget
  ) -> Front {
    guard count > 0 else {
      return Front(sets: [Found(members: [], value: 0, pixels: 0)], ceiling: 0, isExact: true)
    }
    guard count <= pool.count else {
      return Front(sets: [], ceiling: -.infinity, isExact: true)
    }
    var search = SubsetSearch(
      count, of: pool, over: covered, worth: worth, groups: groups, pixels: pixels, most: most,
      budget: budget)
    search.takeGreedily()
    search.extend(taken: 0, value: 0, pixels: 0, from: 0)
    let sets = Array(search.found.reversed())
    return Front(
      sets: sets, ceiling: max(search.ceiling, sets.first?.value ?? -.infinity),
      isExact: search.ceiling == -.infinity)
  }

  private init(
    _ count: Int, of pool: [Int], over shown: [Double], worth: AssetWorth, groups: [Int],
    pixels: [Int], most: Int, budget: Int
  ) {
    let places = shown.indices.filter { place in
      pool.contains { worth.cover($0, place) > shown[place] }
    }
    rows = pool.flatMap { one in places.map { worth.cover(one, $0) } }
    extras = pool.map { worth.extras[$0] }
    width = places.count
    covered =
      places.map { shown[$0] } + Array(repeating: 0, count: places.count * count)
    gains = Array(repeating: 0, count: pool.count * count)
    sums = gains
    sumsOfFewer = gains
    members = Array(repeating: 0, count: count)
    greatest = members.map { _ in (0, -1) }
    chains = Self.chains(rows, extras, width: width)
    heads = Array(repeating: -1, count: (chains.max() ?? -1) + 1)
    self.count = count
    self.pool = pool
    self.groups = pool.map { groups[$0] }
    self.pixels = pool.map { pixels[$0] }
    self.most = most
    self.budget = budget
    least = self.pixels.min() ?? 0
  }

  /// A good first answer, against which most others are cut off.
  private mutating func takeGreedily() {
    var (value, used) = (0.0, 0)
    for taken in 0..<count {
      weigh(taken: taken, from: 0)
      var best: Int?
      for place in pool.indices where isFree(groups[place], taken: taken) {
        if best.map({ gains[taken * pool.count + place] > gains[taken * pool.count + $0] }) ?? true
        {
          best = place
        }
      }
      guard let best else { return }
      value += gains[taken * pool.count + best]
      used += pixels[best]
      take(best, taken: taken)
    }
    keep(value, used)
  }

  /// Keeps the set in `members` unless another is as good for no more pixels, and lets go what it
  /// beats.
  private mutating func keep(_ value: Double, _ used: Int) {
    guard used <= most, !isBeaten(value, used) else { return }
    let place = count(within: used - 1)
    let beaten = found[place...].prefix { $0.value <= value + 1e-9 }
    let one = Found(members: members.map { pool[$0] }, value: value, pixels: used)
    found.replaceSubrange(beaten.startIndex..<beaten.endIndex, with: CollectionOfOne(one))
  }

  /// Sums in another order differ in the last bits, which must not decide.
  private func isBeaten(_ value: Double, _ pixels: Int) -> Bool {
    let place = count(within: pixels)
    return place > 0 && found[place - 1].value + 1e-9 >= value
  }

  /// How many of `found` take no more than `pixels`: the last of them is worth most.
  private func count(within pixels: Int) -> Int {
    var (low, high) = (0, found.count)
    while low < high {
      let middle = (low + high) / 2
      if found[middle].pixels <= pixels { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func isFree(_ group: Int, taken: Int) -> Bool {
    for place in 0..<taken where groups[members[place]] == group { return false }
    return true
  }

  private mutating func take(_ place: Int, taken: Int) {
    members[taken] = place
    let (row, now, next) = (place * width, taken * width, (taken + 1) * width)
    for facet in 0..<width { covered[next + facet] = max(covered[now + facet], rows[row + facet]) }
  }

  /// What each picture from `start` on adds to those taken.
  private mutating func weigh(taken: Int, from start: Int) {
    let (now, base, width, count) = (taken * width, taken * pool.count, width, pool.count)
    // The innermost loop of all: looked after by hand.
    rows.withUnsafeBufferPointer { rows in
      covered.withUnsafeBufferPointer { covered in
        gains.withUnsafeMutableBufferPointer { gains in
          for place in start..<count {
            var gain = extras[place]
            let row = place * width
            for facet in 0..<width { gain += max(0, rows[row + facet] - covered[now + facet]) }
            gains[base + place] = gain
          }
        }
      }
    }
  }

  private mutating func extend(taken: Int, value: Double, pixels used: Int, from start: Int) {
    nodes += 1
    let toGo = count - taken
    let fewest = used + toGo * least
    guard pool.count - start >= toGo, fewest <= most else { return }
    weigh(taken: taken, from: start)
    let base = taken * pool.count
    if toGo == 1 {
      for place in start..<pool.count {
        let (whole, area) = (value + gains[base + place], used + pixels[place])
        guard !isBeaten(whole, area), isFree(groups[place], taken: taken) else { continue }
        members[taken] = place
        keep(whole, area)
      }
      return
    }
    sumGreatest(toGo, taken: taken, from: start)
    for place in start...(pool.count - toGo) {
      let bound = value + sums[base + place]
      guard !isBeaten(bound, fewest) else { return }
      guard nodes <= budget else {
        ceiling = max(ceiling, bound)
        return
      }
      let (next, area) = (value + gains[base + place], used + pixels[place])
      guard !isBeaten(next + sumsOfFewer[base + place], area + (toGo - 1) * least),
        isFree(groups[place], taken: taken)
      else { continue }
      take(place, taken: taken)
      extend(taken: taken + 1, value: next, pixels: area, from: place + 1)
    }
  }

  private static func chains(_ rows: [Double], _ extras: [Double], width: Int) -> [Int] {
    var lasts: [Int] = []
    return extras.indices.map { one in
      let chain = lasts.firstIndex { last in
        extras[last] >= extras[one]
          && (0..<width).allSatisfy { rows[last * width + $0] >= rows[one * width + $0] }
      }
      if let chain { lasts[chain] = one } else { lasts.append(one) }
      return chain ?? lasts.count - 1
    }
  }

  /// For each place the sum of the greatest `toGo` gains from there on, of each chain the first one's
  /// and the extras of the others, and that of one fewer from the next place on: what is left cannot
  /// add more.
  private mutating func sumGreatest(_ toGo: Int, taken: Int, from start: Int) {
    let base = taken * pool.count
    for rank in 0..<toGo { greatest[rank] = (0, -1) }
    for chain in heads.indices { heads[chain] = -1 }
    var sum = 0.0
    for place in (start..<pool.count).reversed() {
      sumsOfFewer[base + place] = sum - greatest[toGo - 1].gain
      let (chain, later) = (chains[place], heads[chains[place]])
      heads[chain] = place
      // The first of a chain gains no less than the one whose place it takes, so none that was let go
      // before is missed.
      if later >= 0, let rank = (0..<toGo).first(where: { greatest[$0].chain == chain }) {
        sum -= greatest[rank].gain
        for rank in rank..<toGo - 1 { greatest[rank] = greatest[rank + 1] }
        greatest[toGo - 1] = (0, -1)
      }
      sum += insert((gains[base + place], chain), toGo)
      if later >= 0 { sum += insert((extras[later], -1), toGo) }
      sums[base + place] = sum
    }
  }

  /// Puts `one` among the `toGo` greatest, when it is; what their sum gains by it.
  private mutating func insert(_ one: (gain: Double, chain: Int), _ toGo: Int) -> Double {
    let least = greatest[toGo - 1].gain
    guard one.gain > least else { return 0 }
    var place = toGo - 1
    while place > 0, one.gain > greatest[place - 1].gain {
      greatest[place] = greatest[place - 1]
      place -= 1
    }
    greatest[place] = one
    return one.gain - least
  }
}
