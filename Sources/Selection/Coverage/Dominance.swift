internal import TroupeVocabulary

/// Which references of an asset others make needless under a model's limits, whatever is asked.
struct Rivalry {
  private let worth: StandingWorth
  private let references: [Reference]
  private let countsPixels: Bool
  /// By reference: its pixels as it would be sent.
  let pixels: [Int]
  /// By view: what its picture adds at least, per unit of the asset's weight, where no other of the view
  /// is. An expression may be another one than is asked for, and then adds nothing.
  private var gains: [View: Double] = [:]

  init(_ worth: StandingWorth, within count: LimitCount) {
    self.worth = worth
    references = worth.references
    countsPixels = count.bound(.pixels) != nil
    let planned = count.plannedPixels
    pixels = references.map { planned.count(width: $0.width, height: $0.height) }
    for index in references.indices {
      guard let view = references[index].view, view != .expression, standsForItsTwins(index) else {
        continue
      }
      gains[view] = max(gains[view] ?? 0, leastGain(of: index, view))
    }
  }

  /// Those that are worth no less than `index` in every request, and take no more.
  func betters(than index: Int) -> [Int] {
    worth.alike(index).filter { isBetter($0, than: index) }
  }

  private func isBetter(_ left: Int, than right: Int) -> Bool {
    worth.isBetter(left, than: right) && (!countsPixels || pixels[left] <= pixels[right])
  }

  /// One of `betters` beside which `index` has no place among `room`; `nil` when that cannot be shown.
  ///
  /// A set with `index` is worth no less with the better one in it. Then `index` itself adds the least
  /// that a picture can. With `room - 1` other views that have pictures, one of them is not in the set,
  /// and its picture in the place of `index` adds more.
  func superfluity(of index: Int, beside betters: [Int], room: Int) -> Int? {
    guard !countsPixels, worth.hasOneLook, !references[index].isPinned,
      isSearchedWhole(room: room), let better = betters.first(where: standsForItsTwins)
    else { return nil }
    let least = FacetTable.again * worth.quality[index]
    let others = gains.count { $0.key != references[index].view && $0.value > least + 1e-6 }
    return others >= room - 1 ? better : nil
  }

  /// Whether its near-duplicates never go in, so that none can keep it out.
  private func standsForItsTwins(_ index: Int) -> Bool {
    worth.twins(of: index).allSatisfy { $0 == index || isBetter(index, than: $0) }
  }

  private func leastGain(of index: Int, _ view: View) -> Double {
    let covered =
      references.indices.lazy.filter { references[$0].view != view }
      .map { FacetTable.cover(references[$0].view, of: view) * worth.quality[$0] }.max() ?? 0
    return FacetTable.weight(view) * (worth.quality[index] - covered)
      + FacetTable.again * worth.quality[index]
  }

  /// Whether the search for the best sets surely ends within its budget, so that what is best is found.
  private func isSearchedWhole(room: Int) -> Bool {
    var (ways, nodes) = (1, 1)
    for size in 1..<max(room, 1) where size <= references.count {
      ways = ways * (references.count - size + 1) / size
      nodes += ways
      if nodes > SubsetSearch.nodeBudget { return false }
    }
    return true
  }
}
