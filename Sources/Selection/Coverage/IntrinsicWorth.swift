internal import TroupeVocabulary

/// What is true about the worth of an asset's references for every request.
struct IntrinsicWorth {
  /// Those in use, in the order that breaks ties.
  let references: [Reference]
  /// By reference: the number of its group of near-duplicates.
  let groups: [Int]
  /// By reference.
  let quality: [Double]
  /// By reference: what it shows besides a view.
  private let natures: DistinctValues<PictureNature>
  /// By reference: the number of its view and look among those that occur.
  private let viewAndLook: [Int]
  private let byViewAndLook: [Int: [Int]]
  private let byGroup: [Int: [Int]]
  /// Whether all references show one look, so that none is kept out by its look.
  let hasOneLook: Bool

  init(_ candidates: AssetCandidates) {
    let references = candidates.inOrder
    let lexicon = Lexicon.reading(Lexicon.sample(of: references))
    let views = DistinctValues(references.map(\.view))
    let assetLexicon = AssetLexicon(
      references, views: views.values, namedLooks: candidates.asset.looks,
      shownLooks: DistinctValues(references.map(\.look)).values,
      isPlace: candidates.asset.kind == .place, standard: lexicon)
    self.references = references
    groups = candidates.duplicateGroups(of: references)
    quality = references.map {
      SelectionWeights.quality(
        width: $0.width, height: $0.height, sharpness: candidates.sharpness[$0.digest])
    }
    let natures = PictureWords(
      references, views: views, own: assetLexicon, lexicon: lexicon
    ).natures
    self.natures = natures
    let looks = references.map { LookRule.key($0.look) }
    hasOneLook = Set(looks).count == 1
    viewAndLook =
      DistinctValues(zip(natures.map(\.self), looks).map { [$0.view?.rawValue ?? "", $1] }).indices
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
      && quality[left] >= quality[right] && saysNoLess(left, than: right)
      // Equals go by their order.
      && (left < right || quality[left] > quality[right])
  }

  /// Whether a request that may show `right` may show `left` too, for no less: pictures whose words may
  /// keep them out have to have the same words.
  private func saysNoLess(_ left: Int, than right: Int) -> Bool {
    guard natures[left].expressions == natures[right].expressions,
      natures[left].postures == natures[right].postures,
      natures[left].cues.isSuperset(of: natures[right].cues)
    else { return false }
    let isPlain =
      natures[left].cues.isEmpty && natures[right].cues.isEmpty
      && natures[left].view.map { View.angles.contains($0) } ?? true
    return isPlain
      || references[left].caption == references[right].caption
        && Set(references[left].tags) == Set(references[right].tags)
  }

  /// The view of `index` as its words make it.
  func view(_ index: Int) -> View? { natures[index].view }
}
