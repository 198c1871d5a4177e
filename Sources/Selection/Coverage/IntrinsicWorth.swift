internal import TroupeVocabulary

/// What is true of the worth of an asset's references whatever a request asks.
struct StandingWorth {
  /// Those in use, in the order that breaks ties.
  let references: [Reference]
  /// By reference: its group of nearly the same picture.
  let groups: [Int]
  let quality: [Double]
  private let said: [(names: Set<String>, expressions: Set<String>)]
  /// By reference: its view and look, by their place among those that occur.
  private let scenes: [Int]
  /// The references of each scene.
  private let byScene: [Int: [Int]]
  private let byGroup: [Int: [Int]]
  /// Whether all references show one look, so that none stays out for its look.
  let hasOneLook: Bool

  init(_ candidates: AssetCandidates) {
    let references = candidates.inOrder
    let own = OwnWords(
      references, views: Distinct(references.map(\.view)).values,
      looks: candidates.asset.looks.map(\.name),
      worn: Distinct(references.map(\.look)).values)
    self.references = references
    groups = candidates.groups(of: references)
    quality = references.map {
      FacetTable.quality($0, sharpness: candidates.sharpness[$0.digest])
    }
    said = references.map { PictureWords.cues(saidBy: $0, own: own) }
    let looks = references.map { LookRule.key($0.look) }
    hasOneLook = Set(looks).count == 1
    scenes = Distinct(zip(references, looks).map { [$0.view?.rawValue ?? "", $1] }).places
    byScene = Dictionary(grouping: references.indices, by: { [scenes] in scenes[$0] })
    byGroup = Dictionary(grouping: references.indices, by: { [groups] in groups[$0] })
  }

  /// The references of its view and look, itself among them.
  func alike(_ index: Int) -> [Int] { byScene[scenes[index]] ?? [] }

  /// Its near-duplicates, itself among them.
  func twins(of index: Int) -> [Int] { byGroup[groups[index]] ?? [] }

  /// Whether `left` is worth no less than `right` in every set, for every request, and comes before it
  /// where both are worth the same.
  ///
  /// Two pictures of one view and look cover the same facets, and go in or stay out for their look
  /// together; the rest is what their words say, their quality and a pin.
  func isBetter(_ left: Int, than right: Int) -> Bool {
    let (one, other) = (references[left], references[right])
    return left != right && scenes[left] == scenes[right]
      && (one.isPinned || !other.isPinned) && quality[left] >= quality[right]
      && said[left].names.isSuperset(of: said[right].names) && expressesNoLess(left, than: right)
      // Near-equal qualities could round to the same worth.
      && (left < right || quality[left] > quality[right] + 1e-6)
  }

  /// Where an expression is asked for, a picture of another one shows less than one that says none.
  private func expressesNoLess(_ left: Int, than right: Int) -> Bool {
    guard references[left].view == .expression else { return true }
    return !said[right].expressions.isEmpty || said[left].expressions.isEmpty
  }
}
