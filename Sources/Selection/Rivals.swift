internal import TroupeVocabulary

/// The chosen pictures of one asset, by which others of it stay out.
struct Rivals {
  private let choice: AssetChoice
  private let byName: Set<Digest>
  private var byGroup: [Int: Int] = [:]
  /// The first chosen of each view and look, by their places.
  private var byView: [Int: Int] = [:]
  private let shorts: [Int: String]

  init(_ choice: AssetChoice, chosen: [Int], byName: Set<Digest>) {
    self.choice = choice
    self.byName = byName
    shorts = Dictionary(
      chosen.map { ($0, choice.references[$0].digest.short) },
      uniquingKeysWith: { first, _ in first })
    for index in chosen {
      byGroup[choice.groups[index]] = index
      guard choice.views.values[choice.views.places[index]] != nil else { continue }
      let key = Self.key(of: index, choice)
      if byView[key] == nil { byView[key] = index }
    }
  }

  private static func key(of index: Int, _ choice: AssetChoice) -> Int {
    choice.views.places[index] * choice.worn.values.count + choice.worn.places[index]
  }

  /// The reason to leave `index` out as nearly the same picture as a chosen one.
  func twin(of index: Int) -> String? {
    byGroup[choice.groups[index]].map {
      words("left out: nearly the same picture as ", $0, over: index)
    }
  }

  /// The reason to leave `index` out as the view and look of a chosen one.
  func sameView(as index: Int) -> String? {
    byView[Self.key(of: index, choice)].map {
      words("left out: same view as ", $0, over: index)
    }
  }

  /// The chosen one and what is better about it: whatever of this is true, the weightiest first.
  private func words(_ start: String, _ chosen: Int, over index: Int) -> String {
    var words = start
    words += shorts[chosen] ?? ""
    if let advantage = advantage(chosen, over: index) { words += advantage }
    return words
  }

  private func advantage(_ chosen: Int, over index: Int) -> String? {
    let references = choice.references
    if !byName.isEmpty, byName.contains(references[chosen].digest) {
      return ", which the request names"
    }
    if choice.isPinned(chosen) && !choice.isPinned(index) { return ", which is pinned" }
    let cue = choice.pictures[chosen].cues.first { !choice.pictures[index].cues.contains($0) }
    if let cue { return ", which shows '\(choice.demand.cues[cue].name)'" }
    if let sharp = choice.sharpness[chosen], let soft = choice.sharpness[index], sharp > soft {
      return ", which is sharper"
    }
    let edges = [chosen, index].map { min(references[$0].width, references[$0].height) }
    if edges[0] > edges[1] { return ", which is larger" }
    if choice.pixels[chosen] < choice.pixels[index] { return ", which takes fewer pixels" }
    if chosen < index, references[chosen].isPinned == references[index].isPinned,
      references[chosen].rank < references[index].rank
        || references[chosen].importedAt < references[index].importedAt
    {
      return ", which was added earlier"
    }
    return nil
  }
}
