internal import TroupeVocabulary

/// The chosen pictures of one asset, by which others of it stay out.
struct Rivals {
  /// What is better about a chosen picture.
  private enum Advantage: Hashable {
    case named, pinned, sharper, larger, smallerInPixels, earlier
    case shows(Int)
  }

  private struct Verdict: Hashable {
    let isTwin: Bool
    let chosen: Int
    let advantage: Advantage?
  }

  private let choice: AssetChoice
  private let byName: Set<Digest>
  /// By group, and by view and look, the chosen one that is rival to all of it.
  private var byGroup: [Int?]
  private var byView: [Int?]
  /// The words made so far: hundreds of pictures share a few.
  private var words: [Verdict: String] = [:]

  init(_ choice: AssetChoice, chosen: [Int], byName: Set<Digest>) {
    self.choice = choice
    self.byName = byName
    byGroup = Array(repeating: nil, count: (choice.groups.max() ?? -1) + 1)
    byView = Array(repeating: nil, count: choice.views.values.count * choice.worn.values.count)
    for index in chosen {
      byGroup[choice.groups[index]] = index
      guard choice.views.values[choice.views.places[index]] != nil else { continue }
      let key = Self.key(of: index, choice)
      byView[key] = byView[key] ?? index
    }
  }

  private static func key(of index: Int, _ choice: AssetChoice) -> Int {
    choice.views.places[index] * choice.worn.values.count + choice.worn.places[index]
  }

  /// The reason to leave `index` out as nearly the same picture as a chosen one.
  mutating func twin(of index: Int) -> String? {
    byGroup[choice.groups[index]].map { reason($0, over: index, isTwin: true) }
  }

  /// The reason to leave `index` out as the view and look of a chosen one.
  mutating func sameView(as index: Int) -> String? {
    byView[Self.key(of: index, choice)].map { reason($0, over: index, isTwin: false) }
  }

  private mutating func reason(_ chosen: Int, over index: Int, isTwin: Bool) -> String {
    let verdict = Verdict(
      isTwin: isTwin, chosen: chosen, advantage: advantage(chosen, over: index))
    if let known = words[verdict] { return known }
    let start = isTwin ? "nearly the same picture as" : "same view as"
    let which = verdict.advantage.map { ", which \(say($0))" } ?? ""
    let reason = "left out: \(start) \(choice.references[chosen].digest.short)\(which)"
    words[verdict] = reason
    return reason
  }

  private func say(_ advantage: Advantage) -> String {
    switch advantage {
    case .named: "the request names"
    case .pinned: "is pinned"
    case .shows(let cue): "shows '\(choice.demand.cues[cue].name)'"
    case .sharper: "is sharper"
    case .larger: "is larger"
    case .smallerInPixels: "takes fewer pixels"
    case .earlier: "was added earlier"
    }
  }

  /// Whatever is better about the chosen one and true, the weightiest first.
  private func advantage(_ chosen: Int, over index: Int) -> Advantage? {
    let references = choice.references
    if !byName.isEmpty, byName.contains(references[chosen].digest) { return .named }
    if choice.isPinned(chosen) && !choice.isPinned(index) { return .pinned }
    let cue = choice.pictures[chosen].cues.first { !choice.pictures[index].cues.contains($0) }
    if let cue { return .shows(cue) }
    if let sharp = choice.sharpness[chosen], let soft = choice.sharpness[index], sharp > soft {
      return .sharper
    }
    let edge = { min(references[$0].width, references[$0].height) }
    if edge(chosen) > edge(index) { return .larger }
    if choice.pixels[chosen] < choice.pixels[index] { return .smallerInPixels }
    if chosen < index, references[chosen].isPinned == references[index].isPinned,
      references[chosen].rank < references[index].rank
        || references[chosen].importedAt < references[index].importedAt
    {
      return .earlier
    }
    return nil
  }
}
