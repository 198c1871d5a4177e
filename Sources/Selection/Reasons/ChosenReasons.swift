internal import TroupeVocabulary

/// Orders the chosen references of one asset and states why each is chosen.
struct ChosenReasons {
  private let choice: AssetChoice

  init(_ choice: AssetChoice) { self.choice = choice }

  /// `members` with positions from `position` on, each with what it adds: pinned ones first, then
  /// whichever adds most.
  func chosen(_ members: [Int], from position: Int) -> [ChosenInput] {
    var remaining = members.sorted()
    var covered = choice.alreadyCovered
    var before = choice.alreadyShown.sorted()
    var chosen: [ChosenInput] = []
    while !remaining.isEmpty {
      let gains = remaining.map { choice.worth.gain(of: $0, over: covered) }
      // Pinned ones need no case of their own: their worth exceeds all others.
      guard let most = gains.max(), let place = gains.firstIndex(of: most) else { break }
      let index = remaining.remove(at: place)
      chosen.append(
        ChosenInput(
          choice.references[index], of: choice.asset, as: choice.role,
          at: position + chosen.count, reason: reason(index, after: before), value: most))
      before.append(index)
      covered = choice.worth.covering(covered, with: index)
    }
    return chosen
  }

  private func reason(_ index: Int, after before: [Int]) -> String {
    if choice.isPinned(index) { return "pinned" }
    let reference = choice.references[index]
    var facts = [viewFact(index, isNew: isNew(index, after: before))]
    if !choice.lookRule.shows(reference.look) {
      facts.append(
        "in \(LookRule.text(reference.look)), since no picture of the look asked for does")
    } else if let look = reference.look, choice.lookRule.requests(look) {
      let phrase = choice.demand.looks[look].map { " by '\($0)'" } ?? ""
      facts.append("in the look '\(look)' asked for\(phrase)")
    }
    let cues = choice.cues[index].map { choice.demand.cues[$0] }
    for cue in cues { facts.append("shows '\(cue.name)' asked for by '\(cue.phrase)'") }
    if cues.isEmpty, let word = choice.namedBy[index] {
      facts.append(
        choice.onlyDetail == index
          ? "the only detail that there is, for '\(word)'" : "its caption or tags name '\(word)'")
    }
    if let reserve = choice.reserves[index], !choice.isPinned(index) {
      facts.append("though \(reserve.text): there is no other picture")
    }
    return facts.joined(separator: ", ")
  }

  private func viewFact(_ index: Int, isNew: Bool) -> String {
    let handle = choice.asset.handle
    guard let view = choice.natures[index].view else {
      return isNew ? "shows \(handle)" : "another picture of \(handle)"
    }
    if !isNew { return "another picture of the \(view.rawValue) view of \(handle)" }
    let asked =
      choice.demand.views[view].map { (view, $0) }
      ?? choice.demand.views
      .filter { SelectionWeights.cover(view, of: $0.key) >= 0.5 }.map { ($0.key, $0.value) }
      .max { SelectionWeights.cover(view, of: $0.0) < SelectionWeights.cover(view, of: $1.0) }
    guard let (wanted, phrase) = asked else {
      return "shows the \(view.rawValue) view of \(handle)"
    }
    return wanted == view
      ? "covers the \(view.rawValue) view asked for by '\(phrase)'"
      : "the \(view.rawValue) view comes nearest to the \(wanted.rawValue) view asked for by '\(phrase)'"
  }

  /// Whether no picture before it has its view; for a picture without a view, whether it is the first.
  private func isNew(_ index: Int, after before: [Int]) -> Bool {
    guard choice.natures[index].view != nil else { return before.isEmpty }
    return !before.contains { choice.views.indices[$0] == choice.views.indices[index] }
  }
}

extension LookRule {
  /// A look in a reason: `the look 'casual'` or `the usual look`.
  static func text(_ look: String?) -> String {
    look.map { "the look '\($0)'" } ?? "the usual look"
  }
}
