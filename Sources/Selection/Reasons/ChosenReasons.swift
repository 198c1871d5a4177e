internal import TroupeVocabulary

/// Puts the chosen references of one asset in order and says why each goes in.
struct ChosenReasons {
  private let choice: AssetChoice

  init(_ choice: AssetChoice) { self.choice = choice }

  /// `members` with positions from `position` on: pinned first, then what adds most; each with what
  /// it adds.
  func chosen(_ members: [Int], from position: Int) -> [ChosenReference] {
    var left = members.sorted()
    var covered = choice.shown
    var before = choice.taken.sorted()
    var chosen: [ChosenReference] = []
    while !left.isEmpty {
      let gains = left.map { choice.worth.gain(of: $0, over: covered) }
      // Pins need no case of their own: their worth is above all others'.
      guard let most = gains.max(), let place = gains.firstIndex(of: most) else { break }
      let index = left.remove(at: place)
      chosen.append(
        reference(
          index, position: position + chosen.count, value: most,
          reason: reason(index, after: before)))
      before.append(index)
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

  private func reason(_ index: Int, after before: [Int]) -> String {
    if choice.isPinned(index) { return "pinned" }
    let one = choice.references[index]
    var facts = [view(one, isNew: isNew(index, after: before))]
    if !choice.looks.shows(one.look) {
      facts.append("in \(Self.name(one.look)), since no picture of the look asked for does")
    } else if let look = one.look, choice.looks.asks(look) {
      let phrase = choice.demand.looks[look].map { " by '\($0)'" } ?? ""
      facts.append("in the look '\(look)' asked for\(phrase)")
    }
    let cues = choice.pictures[index].cues.map { choice.demand.cues[$0] }
    for cue in cues { facts.append("shows '\(cue.name)' asked for by '\(cue.phrase)'") }
    return facts.joined(separator: ", ")
  }

  private func view(_ one: Reference, isNew: Bool) -> String {
    let handle = choice.asset.handle
    guard let view = one.view else {
      return isNew ? "shows \(handle)" : "another picture of \(handle)"
    }
    if !isNew { return "another picture of the \(view.rawValue) view of \(handle)" }
    guard let phrase = choice.demand.phrases[view] else {
      return "shows the \(view.rawValue) view of \(handle)"
    }
    return "covers the \(view.rawValue) view asked for by '\(phrase)'"
  }

  /// Whether no picture chosen before is of its view; without one, whether it is the first of all.
  private func isNew(_ index: Int, after before: [Int]) -> Bool {
    guard choice.references[index].view != nil else { return before.isEmpty }
    return !before.contains { choice.views.places[$0] == choice.views.places[index] }
  }

  private static func name(_ look: String?) -> String {
    look.map { "the look '\($0)'" } ?? "the usual look"
  }
}
