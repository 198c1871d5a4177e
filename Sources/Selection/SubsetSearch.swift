internal import Foundation

/// Finds the subset of a given size that is worth most, by branch and bound.
///
/// What a picture adds never grows as a set grows, so a set's worth and the greatest gains over it
/// bound every larger set. `pool` is in the order that breaks ties; the same pool gives the same
/// answer.
struct SubsetSearch {
  /// Sets looked at before the search ends with the best so far: a bound on time, reached by no
  /// ordinary catalogue.
  static let nodeBudget = 20_000

  private let worth: AssetWorth
  private let pool: [Int]
  private var nodes = 0
  private var best: (members: [Int], value: Double) = ([], -.infinity)

  /// The best `count` of `pool` beside what gave `covered`; whether nothing better can exist.
  static func best(
    _ count: Int, of pool: [Int], over covered: [Double], worth: AssetWorth
  ) -> (members: [Int], value: Double, isExact: Bool) {
    var search = SubsetSearch(worth: worth, pool: pool)
    search.takeGreedily(count, over: covered)
    search.extend([], value: 0, covered: covered, from: 0, toGo: count)
    return (search.best.members, search.best.value, search.nodes <= nodeBudget)
  }

  private init(worth: AssetWorth, pool: [Int]) {
    self.worth = worth
    self.pool = pool
  }

  /// A good first answer, against which most others are cut off.
  private mutating func takeGreedily(_ count: Int, over start: [Double]) {
    var covered = start
    var left = pool
    var value = 0.0
    var members: [Int] = []
    while members.count < count {
      let gains = left.map { worth.gain(of: $0, over: covered) }
      guard let most = gains.max(), let place = gains.firstIndex(of: most) else { return }
      value += most
      members.append(left.remove(at: place))
      covered = worth.covering(covered, with: members[members.count - 1])
    }
    best = (members, value)
  }

  private mutating func extend(
    _ members: [Int], value: Double, covered: [Double], from start: Int, toGo: Int
  ) {
    nodes += 1
    if toGo == 0 {
      // Sums in another order differ in the last bits, which must not decide.
      if value > best.value + 1e-9 { best = (members, value) }
      return
    }
    guard nodes <= Self.nodeBudget, pool.count - start >= toGo else { return }
    let gains = pool[start...].map { worth.gain(of: $0, over: covered) }
    for place in start...(pool.count - toGo) {
      let rest = gains[(place - start)...].sorted(by: >).prefix(toGo)
      guard value + rest.reduce(0, +) > best.value + 1e-9 else { return }
      extend(
        members + [pool[place]], value: value + gains[place - start],
        covered: worth.covering(covered, with: pool[place]), from: place + 1, toGo: toGo - 1)
    }
  }
}
