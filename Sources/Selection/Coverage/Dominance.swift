internal import TroupeVocabulary

/// Which references of an asset others make unnecessary under a model's limits, for every request.
struct Dominance {
  private let worth: IntrinsicWorth
  private let references: [Reference]
  private let countsPixels: Bool
  /// By reference: its pixels as sent.
  let pixels: [Int]
  /// By view: the least that its best picture adds to a set without that view, per unit of the asset's
  /// weight. Expressions are left out: one that is not the requested one may add nothing.
  private var leastGains: [View: Double] = [:]

  init(_ worth: IntrinsicWorth, within usage: LimitUsage) {
    self.worth = worth
    references = worth.references
    countsPixels = usage.bound(.pixels) != nil
    let planned = usage.plannedPixels
    pixels = references.map { planned.count(width: $0.width, height: $0.height) }
    for index in references.indices {
      guard let view = references[index].view, view != .expression,
        dominatesNearDuplicates(index)
      else { continue }
      leastGains[view] = max(leastGains[view] ?? 0, leastGain(of: index, view))
    }
  }

  /// The references that are worth no less than `index` for every request, and take no more pixels.
  func dominators(of index: Int) -> [Int] {
    worth.sameViewAndLook(as: index).filter { dominates($0, over: index) }
  }

  private func dominates(_ left: Int, over right: Int) -> Bool {
    worth.dominates(left, over: right) && (!countsPixels || pixels[left] <= pixels[right])
  }

  /// One of `dominators` that makes `index` redundant among `room` pictures; `nil` if that cannot be
  /// shown.
  ///
  /// A set with `index` is worth no less with the dominator in it. Then `index` itself adds the least
  /// that a picture can. If `room - 1` other views have pictures, one of them is not in the set, and its
  /// picture instead of `index` adds more.
  func redundancy(of index: Int, dominators: [Int], room: Int) -> Int? {
    guard !countsPixels, worth.hasOneLook, !references[index].isPinned,
      isSearchComplete(room: room),
      let dominator = dominators.first(where: dominatesNearDuplicates)
    else { return nil }
    let least = SelectionWeights.anotherPicture * worth.quality[index]
    let others = leastGains.count {
      $0.key != references[index].view && $0.value > least + 1e-6
    }
    return others >= room - 1 ? dominator : nil
  }

  /// Whether its near-duplicates are never chosen, so that none of them can keep it out.
  private func dominatesNearDuplicates(_ index: Int) -> Bool {
    worth.nearDuplicates(of: index).allSatisfy { $0 == index || dominates(index, over: $0) }
  }

  private func leastGain(of index: Int, _ view: View) -> Double {
    let covered =
      references.indices.lazy.filter { references[$0].view != view }
      .map { SelectionWeights.cover(references[$0].view, of: view) * worth.quality[$0] }
      .max() ?? 0
    return SelectionWeights.weight(of: view) * (worth.quality[index] - covered)
      + SelectionWeights.anotherPicture * worth.quality[index]
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
