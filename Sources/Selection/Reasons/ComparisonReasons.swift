internal import TroupeVocabulary

/// States which chosen picture of an asset keeps another out, as a near-duplicate or as the same view
/// and look, and what is better about it.
struct ComparisonReasons {
  /// What is better about the chosen picture.
  private enum Advantage: Hashable {
    case named, pinned, sharper, larger, fewerPixels, earlier
    case shows(Int)
  }

  private struct Comparison: Hashable {
    let isNearDuplicate: Bool
    let chosen: Int
    let advantage: Advantage?
  }

  private let choice: AssetChoice
  private let explicit: Set<Digest>
  /// By group of near-duplicates, its chosen picture.
  private var chosenByGroup: [Int?]
  /// By view and look, the first chosen picture.
  private var chosenByViewAndLook: [Int?]
  /// The sentences made so far: hundreds of pictures share a few.
  private var sentences: [Comparison: String] = [:]

  /// - Parameters:
  ///   - chosen: the references that the model is shown.
  ///   - explicit: the pictures that the request names.
  init(_ choice: AssetChoice, chosen: [Int], explicit: Set<Digest>) {
    self.choice = choice
    self.explicit = explicit
    chosenByGroup = Array(repeating: nil, count: (choice.groups.max() ?? -1) + 1)
    chosenByViewAndLook = Array(
      repeating: nil, count: choice.views.values.count * choice.looks.values.count)
    for index in chosen {
      chosenByGroup[choice.groups[index]] = index
      guard choice.views.values[choice.views.indices[index]] != nil else { continue }
      let key = Self.viewAndLook(of: index, choice)
      chosenByViewAndLook[key] = chosenByViewAndLook[key] ?? index
    }
  }

  private static func viewAndLook(of index: Int, _ choice: AssetChoice) -> Int {
    choice.views.indices[index] * choice.looks.values.count + choice.looks.indices[index]
  }

  /// The reason to leave `index` out as a near-duplicate of a chosen picture, if it is one.
  mutating func nearDuplicateReason(for index: Int) -> String? {
    chosenByGroup[choice.groups[index]].map { reason($0, over: index, isNearDuplicate: true) }
  }

  /// The reason to leave `index` out as the same view and look as a chosen picture, if it is.
  mutating func sameViewReason(for index: Int) -> String? {
    chosenByViewAndLook[Self.viewAndLook(of: index, choice)].map {
      reason($0, over: index, isNearDuplicate: false)
    }
  }

  private mutating func reason(
    _ chosen: Int, over index: Int, isNearDuplicate: Bool
  ) -> String {
    let comparison = Comparison(
      isNearDuplicate: isNearDuplicate, chosen: chosen,
      advantage: advantage(of: chosen, over: index))
    if let sentence = sentences[comparison] { return sentence }
    let start = isNearDuplicate ? "nearly the same picture as" : "same view as"
    let clause = comparison.advantage.map { ", which \(text($0))" } ?? ""
    let sentence = "left out: \(start) \(choice.references[chosen].digest.short)\(clause)"
    sentences[comparison] = sentence
    return sentence
  }

  private func text(_ advantage: Advantage) -> String {
    switch advantage {
    case .named: "the request names"
    case .pinned: "is pinned"
    case .shows(let cue): "shows '\(choice.demand.cues[cue].name)'"
    case .sharper: "is sharper"
    case .larger: "is larger"
    case .fewerPixels: "takes fewer pixels"
    case .earlier: "was added earlier"
    }
  }

  /// The most important true advantage of the chosen picture, if it has one.
  private func advantage(of chosen: Int, over index: Int) -> Advantage? {
    let references = choice.references
    if !explicit.isEmpty, explicit.contains(references[chosen].digest) { return .named }
    if choice.isPinned(chosen) && !choice.isPinned(index) { return .pinned }
    let cue = choice.cues[chosen].first { !choice.cues[index].contains($0) }
    if let cue { return .shows(cue) }
    if let sharp = choice.sharpness[chosen], let soft = choice.sharpness[index], sharp >= 100,
      soft < 100
    {
      return .sharper
    }
    let shortEdge = { min(references[$0].width, references[$0].height) }
    if shortEdge(chosen) > shortEdge(index), shortEdge(index) < 512 { return .larger }
    if choice.pixels[chosen] < choice.pixels[index] { return .fewerPixels }
    if chosen < index, references[chosen].isPinned == references[index].isPinned,
      references[chosen].rank < references[index].rank
        || references[chosen].importedAt < references[index].importedAt
    {
      return .earlier
    }
    return nil
  }
}
