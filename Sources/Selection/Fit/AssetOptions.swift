internal import TroupeVocabulary

/// For one asset, the best sets of each size: what the places of a model are shared by.
struct AssetOptions: Sendable {
  /// One set of references by their index among the asset's.
  struct Option: Sendable {
    let members: [Int]
    let value: Double
    let pixels: Int

    init(members: [Int], value: Double, pixels: Int = 0) {
      self.members = members
      self.value = value
      self.pixels = pixels
    }
  }

  /// From no reference to the most that are chosen; of each size those that no other beats in worth
  /// and pixels both, greatest worth first. A size for which nothing fits has none.
  let bySize: [[Option]]
  /// By size: no set is worth more.
  let ceilings: [Double]
  /// The fewest that may be chosen: 1 unless the asset is shown already or has nothing to show.
  let fewest: Int
  /// The limits on counts that each of its images uses.
  let limits: [LimitCount.Name]
  /// Whether the sets are proven to be the best of their sizes.
  let isExact: Bool

  /// The fewest pixels of a choice that shows it.
  var leastPixels: Int {
    let least = bySize.dropFirst(fewest).first?.map(\.pixels).min()
    return least ?? 0
  }

  /// The sets of every size that may be chosen, larger ones first.
  var all: [Option] { bySize.dropFirst(fewest).reversed().flatMap(\.self) }

  /// The worth that no choice exceeds.
  var ceiling: Double { ceilings.dropFirst(fewest).max() ?? 0 }
}

extension AssetOptions {
  /// Searches `choice` for sets of every size, up to `room`, that leave room in `count`.
  init(_ choice: AssetChoice, within count: LimitCount, room: Int = .max) {
    let most = max(0, min(choice.most, room))
    let left = count.left(.pixels)
    let pixels = left == nil ? Array(repeating: 0, count: choice.pixels.count) : choice.pixels
    let pool = Self.undominated(choice, pixels: pixels, keeping: most)
    let fronts = (0...most).map { size in
      SubsetSearch.front(
        size, of: pool.filter { $0.betters < size }.map(\.index), over: choice.shown,
        worth: choice.worth, groups: choice.groups,
        pixels: pixels, most: left ?? .max)
    }
    bySize = fronts.map { front in
      front.sets.map { Option(members: $0.members, value: $0.value, pixels: $0.pixels) }
    }
    ceilings = fronts.map { max(0, $0.ceiling) }
    isExact = fronts.allSatisfy(\.isExact)
    fewest = choice.fewest
    limits = count.names(for: choice)
  }

  /// Those that a set of `count` may need, greatest worth alone first, each with the number of groups
  /// in which it has betters: a smaller set needs only those with fewer than its size.
  ///
  /// Whichever has a better in its own group of near-duplicates, or betters in `count` groups, can
  /// be swapped for one of them without loss. Betters are worth no less alone, so that looking
  /// through the pool by worth finds them first, and those kept are betters enough.
  private static func undominated(
    _ choice: AssetChoice, pixels: [Int], keeping count: Int
  ) -> [(index: Int, betters: Int)] {
    let worth = choice.worth
    guard count > 0 else { return [] }
    let nothing = worth.nothing
    let alone = choice.references.indices.map { worth.gain(of: $0, over: nothing) }
    let order = choice.free.sorted { left, right in
      if alone[left] != alone[right] { return alone[left] > alone[right] }
      return (pixels[left], left) < (pixels[right], right)
    }
    var kept: [(index: Int, betters: Int)] = []
    for one in order {
      var betters: [Int] = []
      let isNeeded = !kept.contains { kept in
        let other = kept.index
        guard pixels[other] <= pixels[one], worth.dominates(other, over: one) else { return false }
        if !betters.contains(choice.groups[other]) { betters.append(choice.groups[other]) }
        return choice.groups[other] == choice.groups[one] || betters.count >= count
      }
      if isNeeded { kept.append((one, betters.count)) }
    }
    return kept
  }
}
