internal import TroupeVocabulary

/// For one asset, the best sets of each size, among which the model's limits decide.
struct AssetOptions: Sendable {
  /// One set of references, by their indices among the asset's.
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

  /// By size, from no reference to the most that are chosen, the Pareto front of worth and pixels,
  /// greatest worth first. A size for which nothing fits has none.
  let bySize: [[Option]]
  /// By size: an upper bound on the worth of a set.
  let upperBounds: [Double]
  /// The fewest that may be chosen: 1 unless the asset is shown already or has no reference.
  let fewest: Int
  /// The limits on counts that each of its images uses.
  let limits: [LimitUsage.Name]
  /// Whether the sets are proven to be the best of their sizes.
  let isExact: Bool

  /// The fewest pixels of a set that may be chosen.
  var leastPixels: Int {
    let least = bySize.dropFirst(fewest).first?.map(\.pixels).min()
    return least ?? 0
  }

  /// The sets of every size that may be chosen, larger sets first.
  var all: [Option] { bySize.dropFirst(fewest).reversed().flatMap(\.self) }

  /// An upper bound on the worth of a set that may be chosen.
  var upperBound: Double { upperBounds.dropFirst(fewest).max() ?? 0 }
}

extension AssetOptions {
  /// Searches `choice` for sets of every size, up to `room`, that fit what remains of `usage`.
  init(_ choice: AssetChoice, within usage: LimitUsage, room: Int = .max) {
    let most = max(0, min(choice.most, room))
    let remaining = usage.remaining(.pixels)
    let pixels = remaining == nil ? Array(repeating: 0, count: choice.pixels.count) : choice.pixels
    let pool = Self.needed(choice, pixels: pixels, upTo: most)
    let searches = (0...most).map { size in
      SubsetSearch.run(
        size, of: pool.filter { $0.dominators < size }.map(\.index), over: choice.alreadyCovered,
        worth: choice.worth, groups: choice.groups, pixels: pixels, mostPixels: remaining ?? .max)
    }
    bySize = searches.map { search in
      search.sets.map { Option(members: $0.members, value: $0.value, pixels: $0.pixels) }
    }
    upperBounds = searches.map { max(0, $0.upperBound) }
    isExact = searches.allSatisfy(\.isExact)
    fewest = choice.fewest
    limits = usage.names(for: choice)
  }

  /// The references that a set of up to `size` may need, greatest worth alone first, each with the
  /// number of groups in which others dominate it: a set needs only those with fewer than its size.
  ///
  /// A reference dominated within its own group of near-duplicates, or in `size` groups, can be
  /// replaced by a dominating one without loss. Dominating references are worth no less alone, so they
  /// come earlier in the order, and it is enough to compare with those that were kept.
  private static func needed(
    _ choice: AssetChoice, pixels: [Int], upTo size: Int
  ) -> [(index: Int, dominators: Int)] {
    let worth = choice.worth
    guard size > 0 else { return [] }
    let nothing = worth.nothing
    let alone = choice.references.indices.map { worth.gain(of: $0, over: nothing) }
    let order = choice.available.sorted { left, right in
      if alone[left] != alone[right] { return alone[left] > alone[right] }
      return (pixels[left], left) < (pixels[right], right)
    }
    var needed: [(index: Int, dominators: Int)] = []
    for index in order {
      var groups: [Int] = []
      let isReplaceable = needed.contains { earlier, _ in
        guard pixels[earlier] <= pixels[index], worth.dominates(earlier, over: index) else {
          return false
        }
        let group = choice.groups[earlier]
        if !groups.contains(group) { groups.append(group) }
        return group == choice.groups[index] || groups.count >= size
      }
      if !isReplaceable { needed.append((index, groups.count)) }
    }
    return needed
  }
}
