internal import TroupeVocabulary

/// For one asset, the best set of each size: what the places of a model are shared by.
struct AssetOptions: Sendable {
  /// One set of references by their index among the asset's.
  struct Option: Sendable {
    let members: [Int]
    let value: Double
  }

  /// From no reference to the most that are chosen.
  let bySize: [Option]
  /// The fewest that may be chosen: 1 unless the asset is shown already or has nothing to show.
  let fewest: Int
  /// The limits that each of its images uses.
  let limits: [LimitCount.Name]
  /// Whether each set is the best of its size.
  let isExact: Bool
}

extension AssetOptions {
  /// Searches `choice` for sets of every size.
  init(_ choice: AssetChoice, limits: [LimitCount.Name]) {
    let free = choice.free
    let pinned = free.filter {
      FacetTable.isPinned(choice.references[$0], asked: choice.mention.looks)
    }
    let asked = Set(
      choice.references.compactMap(\.view).filter { choice.demand.phrases[$0] != nil })
    let wanted = max(
      FacetTable.mostPerAsset, pinned.count, asked.count, choice.mention.looks.count)
    let most = max(0, min(free.count, max(wanted - choice.shownCount, pinned.count)))
    let pool = Self.undominated(free, keeping: most, worth: choice.worth)
    let found = (0...most).map {
      SubsetSearch.best($0, of: pool, over: choice.shown, worth: choice.worth)
    }
    bySize = found.map { Option(members: $0.members, value: $0.value) }
    isExact = found.allSatisfy(\.isExact)
    fewest = choice.shownCount > 0 ? 0 : min(1, most)
    self.limits = limits
  }

  /// Those of `pool` that a set of `count` may need: whichever has `count` betters in the pool can
  /// be swapped for one of them without loss.
  private static func undominated(_ pool: [Int], keeping count: Int, worth: AssetWorth) -> [Int] {
    pool.enumerated().filter { place, one in
      var betters = 0
      for (otherPlace, other) in pool.enumerated() where otherPlace != place {
        guard worth.dominates(other, over: one) else { continue }
        if otherPlace < place || !worth.dominates(one, over: other) { betters += 1 }
        if betters >= count { return false }
      }
      return true
    }.map(\.element)
  }
}
