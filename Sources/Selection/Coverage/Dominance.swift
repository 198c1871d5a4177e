internal import TroupeVocabulary

/// Which references of an asset others make unnecessary under a model's limits, for every request.
struct Dominance {
  private let worth: IntrinsicWorth
  private let references: [Reference]
  private let countsPixels: Bool
  /// By reference: its pixels as sent.
  let pixels: [Int]
  init(_ worth: IntrinsicWorth, within usage: LimitUsage) {
    self.worth = worth
    references = worth.references
    countsPixels = usage.bound(.pixels) != nil
    let planned = usage.plannedPixels
    pixels = references.map { planned.count(width: $0.width, height: $0.height) }
  }

  /// The references that are worth no less than `index` for every request, and take no more pixels.
  func dominators(of index: Int) -> [Int] {
    worth.sameViewAndLook(as: index).filter { dominates($0, over: index) }
  }

  private func dominates(_ left: Int, over right: Int) -> Bool {
    worth.dominates(left, over: right) && (!countsPixels || pixels[left] <= pixels[right])
  }

  /// One of `dominators` that makes `index` redundant; `nil` if that cannot be shown.
  ///
  /// A set with `index` is worth no less with the dominator in its place. With both, `index` adds nothing
  /// but its cost, unless it is pinned or its view is not known.
  func redundancy(of index: Int, dominators: [Int]) -> Int? {
    guard !countsPixels, worth.hasOneLook, !references[index].isPinned, worth.view(index) != nil,
      isSearchComplete(room: SelectionWeights.mostPerAsset)
    else { return nil }
    return dominators.first(where: dominatesNearDuplicates)
  }

  /// Whether its near-duplicates are never chosen, so that none of them can keep it out.
  private func dominatesNearDuplicates(_ index: Int) -> Bool {
    worth.nearDuplicates(of: index).allSatisfy { $0 == index || dominates(index, over: $0) }
  }

  /// Whether the search for the best sets certainly ends within its budget, so that it finds the best.
  private func isSearchComplete(room: Int) -> Bool {
    var (sets, nodes) = (1, 1)
    for size in 1..<max(room, 1) where size <= references.count {
      sets = sets * (references.count - size + 1) / size
      nodes += sets
      if nodes > SubsetSearch.nodeBudget { return false }
    }
    return true
  }
}
