internal import TroupeVocabulary

/// What is true about the worth of an asset's references for every request.
struct IntrinsicWorth {
  /// Those in use, in the order that breaks ties.
  let references: [Reference]
  /// By reference: the number of its group of near-duplicates.
  let groups: [Int]
  /// By reference.
  let quality: [Double]
  /// By reference: the cues that its words name, and those of them that are expressions.
  private let cues: [(all: Set<String>, expressions: Set<String>)]
  /// By reference: the number of its view and look among those that occur.
  private let viewAndLook: [Int]
  private let byViewAndLook: [Int: [Int]]
  private let byGroup: [Int: [Int]]
  /// Whether all references show one look, so that none is kept out by its look.
  let hasOneLook: Bool

  init(_ candidates: AssetCandidates) {
    let references = candidates.inOrder
    let assetLexicon = AssetLexicon(
      references, views: DistinctValues(references.map(\.view)).values,
      namedLooks: candidates.asset.looks.map(\.name),
      shownLooks: DistinctValues(references.map(\.look)).values)
    self.references = references
    groups = candidates.duplicateGroups(of: references)
    quality = references.map {
      SelectionWeights.quality($0, sharpness: candidates.sharpness[$0.digest])
    }
    cues = references.map { CaptionMatch.cues(of: $0, assetLexicon: assetLexicon) }
    let looks = references.map { LookRule.key($0.look) }
    hasOneLook = Set(looks).count == 1
    viewAndLook =
      DistinctValues(zip(references, looks).map { [$0.view?.rawValue ?? "", $1] }).indices
    byViewAndLook = Dictionary(
      grouping: references.indices, by: { [viewAndLook] in viewAndLook[$0] })
    byGroup = Dictionary(grouping: references.indices, by: { [groups] in groups[$0] })
  }

  /// The references of the same view and look, itself included.
  func sameViewAndLook(as index: Int) -> [Int] { byViewAndLook[viewAndLook[index]] ?? [] }

  /// Its near-duplicates, itself included.
  func nearDuplicates(of index: Int) -> [Int] { byGroup[groups[index]] ?? [] }

  /// Whether `left` is worth no less than `right` in every set for every request, and precedes it if
  /// both are worth the same.
  ///
  /// Two pictures of one view and look cover the same facets, and their look keeps both or neither out;
  /// what differs is what their words name, their quality and a pin.
  func dominates(_ left: Int, over right: Int) -> Bool {
    left != right && viewAndLook[left] == viewAndLook[right]
      && (references[left].isPinned || !references[right].isPinned)
      && quality[left] >= quality[right]
      && cues[left].all.isSuperset(of: cues[right].all) && expressesNoLess(left, than: right)
      // Nearly equal qualities could round to the same worth.
      && (left < right || quality[left] > quality[right] + 1e-6)
  }

  /// If an expression is requested, a picture of another one shows less than one that names none.
  private func expressesNoLess(_ left: Int, than right: Int) -> Bool {
    guard references[left].view == .expression else { return true }
    return !cues[right].expressions.isEmpty || cues[left].expressions.isEmpty
  }
}
