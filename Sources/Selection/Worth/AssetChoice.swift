internal import TroupeVocabulary

/// A mentioned asset with its references in the order that breaks ties, what each is worth to the
/// request, and what the model is shown of the asset already.
struct AssetChoice: Sendable {
  let mention: MentionedAsset
  let asset: Asset
  /// Without retired ones and repeats: pinned first, then by rank, import time and digest.
  let references: [Reference]
  /// By reference: the number of its group of near-duplicates.
  let groups: [Int]
  /// By reference: its pixels as sent.
  let pixels: [Int]
  /// By reference: its sharpness, if measured.
  let sharpness: [Double?]
  /// By reference: the requested cues that its words name.
  let captionMatches: [CaptionMatch]
  /// By reference: whether its look keeps it out.
  let isExcludedByLook: [Bool]
  /// The views of all references.
  let views: DistinctValues<View?>
  /// The looks of all references.
  let looks: DistinctValues<String?>
  let lookRule: LookRule
  let worth: AssetWorth
  let demand: Demand
  /// Images of the conversation that show it as requested.
  let fromConversation: [ChosenInput]
  /// Indices of the references that the model is shown without being chosen: as the parent, named by the
  /// request, or earlier in the conversation.
  let alreadyShown: Set<Int>
  /// The worth per facet of those.
  let alreadyCovered: [Double]
  /// The number of images of the asset that the model is shown without being chosen.
  let alreadyShownCount: Int
  /// Indices of the references that may be chosen.
  let available: [Int]
  /// The most of its references that are chosen.
  private(set) var most = 0

  init(
    _ candidates: AssetCandidates, mention: MentionedAsset, passages: [TokenizedText],
    wishes: [ViewWish] = [], named: [ChosenInput],
    earlier: [ChosenInput] = [], pixels: PlannedPixels
  ) {
    let asset = candidates.asset
    let references = candidates.inOrder
    let views = DistinctValues(references.indices.lazy.map { references[$0].view })
    let looks = DistinctValues(references.indices.lazy.map { references[$0].look })
    let assetLexicon = AssetLexicon(
      references, views: views.values, namedLooks: asset.looks.map(\.name),
      shownLooks: looks.values)
    let demand = Demand(
      passages: passages, assetPhrases: assetLexicon.phrases,
      wishes: wishes.filter { $0.asset ?? asset.handle == asset.handle })
    let captionMatches = Self.captionMatches(references, demand, assetLexicon)
    let lookRule = LookRule(looks, mention: mention, demand: demand)
    let sharpness =
      candidates.sharpness.isEmpty
      ? Array(repeating: nil, count: references.count)
      : references.indices.map { candidates.sharpness[references[$0].digest] }
    let worth = AssetWorth(
      references, views: views, looks: looks, weight: mention.weight, demand: demand,
      lookRule: lookRule, captionMatches: captionMatches, sharpness: sharpness)
    // A picture of another look, or one retired since, does not show what is requested now.
    let current = earlier.isEmpty ? [] : Set(references.map(\.digest))
    fromConversation = earlier.filter {
      $0.asset == asset.handle && lookRule.shows($0.look) && current.contains($0.reference)
    }
    let shown = named + fromConversation
    let sent = Set(shown.map(\.reference))
    alreadyShown =
      sent.isEmpty ? [] : Set(references.indices.filter { sent.contains(references[$0].digest) })
    alreadyCovered = alreadyShown.sorted().reduce(worth.nothing) { worth.covering($0, with: $1) }
    let digests = sent.isEmpty ? [] : Set(references.map(\.digest))
    alreadyShownCount =
      shown.filter {
        digests.contains($0.reference) || $0.asset == asset.handle && $0.role == .identity
      }.count
    isExcludedByLook = lookRule.excluded(
      views: views, demand: demand, captionMatches: captionMatches)
    groups = candidates.duplicateGroups(of: references)
    self.pixels = references.indices.map {
      pixels.count(width: references[$0].width, height: references[$0].height)
    }
    self.mention = mention
    self.asset = asset
    self.references = references
    self.sharpness = sharpness
    self.captionMatches = captionMatches
    self.views = views
    self.looks = looks
    self.lookRule = lookRule
    self.worth = worth
    self.demand = demand
    let (isExcluded, groups) = (isExcludedByLook, groups)
    let shownGroups = Set(alreadyShown.map { groups[$0] })
    available = references.indices.filter {
      !isExcluded[$0] && !shownGroups.contains(groups[$0])
    }
    most = greatestNumber
  }

  /// The role of its images in the request.
  var role: Role { mention.role(for: asset.kind) }

  /// Whether its pin counts: a picture is pinned for the look that it shows, and must not replace the
  /// requested look by another.
  func isPinned(_ index: Int) -> Bool {
    references[index].isPinned && lookRule.shows(references[index].look)
  }

  /// The fewest of its references that are chosen: one, unless the model is shown the asset already or
  /// there is none.
  var fewest: Int { alreadyShownCount > 0 ? 0 : min(1, most) }

  /// The usual number, or as many as are pinned or requested.
  private var greatestNumber: Int {
    let pinned = groupCount(available.filter(isPinned))
    let requestedViews = views.values.count { view in
      view.map { demand.views[$0] != nil } ?? false
    }
    let wanted = max(
      SelectionWeights.mostPerAsset, pinned, requestedViews, lookRule.requested.count)
    return max(0, min(groupCount(available), max(wanted - alreadyShownCount, pinned)))
  }

  private func groupCount(_ members: [Int]) -> Int {
    var isCounted = Array(repeating: false, count: (groups.max() ?? 0) + 1)
    var count = 0
    for index in members where !isCounted[groups[index]] {
      isCounted[groups[index]] = true
      count += 1
    }
    return count
  }

  private static func captionMatches(
    _ references: [Reference], _ demand: Demand, _ assetLexicon: AssetLexicon
  ) -> [CaptionMatch] {
    guard !demand.cues.isEmpty else {
      return Array(repeating: .none, count: references.count)
    }
    let filter = CaptionFilter(demand, assetLexicon: assetLexicon)
    return references.indices.map { index in
      filter.mayMatch(references[index])
        ? CaptionMatch(references[index], demand: demand, assetLexicon: assetLexicon) : .none
    }
  }
}
