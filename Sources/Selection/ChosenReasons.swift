internal import TroupeVocabulary

/// Puts the chosen references of one asset in order and says why each goes in.
struct ChosenReasons {
  private let choice: AssetChoice

  init(_ choice: AssetChoice) { self.choice = choice }

  /// `members` with positions after `position`: pinned first, then what adds most; each with what
  /// it adds.
  func chosen(_ members: [Int], after position: Int) -> [ChosenReference] {
    var left = members.sorted()
    var covered = choice.shown
    var chosen: [ChosenReference] = []
    while !left.isEmpty {
      let gains = left.map { choice.worth.gain(of: $0, over: covered) }
      // Pins need no case of their own: their worth is above all others'.
      guard let most = gains.max(), let place = gains.firstIndex(of: most) else { break }
      let index = left.remove(at: place)
      chosen.append(
        reference(
          index, position: position + chosen.count + 1, value: most,
          reason: reason(index, over: covered)))
      covered = choice.worth.covering(covered, with: index)
    }
    return chosen
  }

  private func reference(
    _ index: Int, position: Int, value: Double, reason: String
  ) -> ChosenReference {
    let one = choice.references[index]
    return ChosenReference(
      position: position, role: choice.role, asset: choice.asset.handle, name: choice.asset.name,
      kind: choice.asset.kind, look: one.look, view: one.view, reference: one.digest,
      origin: one.origin, reason: reason, value: value)
  }

  private func reason(_ index: Int, over covered: [Double]) -> String {
    let one = choice.references[index]
    if FacetTable.isPinned(one, asked: choice.mention.looks) { return "pinned" }
    let handle = choice.asset.handle
    let isAsked = choice.mention.looks.contains { $0?.foldedKey == one.look?.foldedKey }
    if !isAsked {
      let shown = one.look.map { "the look '\($0)'" } ?? "the usual look"
      return "fills a free place with \(shown) of \(handle), not the one asked for"
    }
    guard let facet = newFacet(index, over: covered) else {
      return one.view.map { "another picture of the \($0.rawValue) view of \(handle)" }
        ?? "another picture of \(handle)"
    }
    switch facet {
    case .any:
      return "shows \(handle)"
    case .look(let look):
      return "shows the look '\(look)' asked for"
    case .view(let view):
      if let phrase = choice.demand.phrases[view] {
        return "covers the \(view.rawValue) view asked for by '\(phrase)'"
      }
      return "shows the \(view.rawValue) view of \(handle)"
    }
  }

  /// The facet to which the reference adds most: its own view where that is new, for that is what
  /// people see in it.
  private func newFacet(_ index: Int, over covered: [Double]) -> Facet? {
    let worth = choice.worth
    let gains = worth.facets.indices.map { max(0, worth.covers[index][$0] - covered[$0]) }
    if let view = choice.references[index].view,
      let own = worth.facets.firstIndex(of: .view(view))
    {
      let isNew = covered[own] < 0.8 * worth.covers[index][own]
      if isNew, choice.demand.phrases[view] != nil { return .view(view) }
      if isNew, !gains.indices.contains(where: { isLook($0) && gains[$0] > 0 }) {
        return .view(view)
      }
    }
    if let look = gains.indices.first(where: {
      isLook($0) && gains[$0] > 0.5 * worth.covers[index][$0]
    }) {
      return worth.facets[look]
    }
    guard choice.references[index].view == nil, let most = gains.max(), most > 0.1 else {
      return nil
    }
    return .any
  }

  private func isLook(_ facet: Int) -> Bool {
    if case .look = choice.worth.facets[facet] { true } else { false }
  }
}
