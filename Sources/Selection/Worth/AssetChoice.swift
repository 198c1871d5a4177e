internal import TroupeVocabulary

/// A mentioned asset with its references in the order that breaks ties, what each is worth to the
/// request, and what the model is shown of the asset already. A class, since all that reasons and searches is handed it.
final class AssetChoice: Sendable {
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
  /// By reference: what it shows besides a view.
  let natures: DistinctValues<PictureNature>
  /// By reference: the requested cues that it shows.
  let cues: [[Int]]
  /// By reference: the word of the prompt that its own words are about.
  let namedBy: [String?]
  /// The reference that is sent as the only detail, where a part is wanted that nothing names.
  let onlyDetail: Int?
  /// By reference: why it is not sent unasked.
  let reserves: DistinctValues<Reserve?>
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
  let most: Int
  /// Whether an adapter of it goes with the request.
  private let hasAdapter: Bool

  /// What of a request determines the choice for one of its assets. A class, since a copy of the reading counts a
  /// hundred references, for which the processors that choose for many assets would wait.
  final class Context: Sendable {
    let reading: PromptReading
    let lexicon: Lexicon
    let wishes: [ViewWish]
    /// The images that the request names, and those of the conversation.
    let named: [ChosenInput]
    let earlier: [ChosenInput]
    /// The assets of which an adapter goes with it.
    let adapters: Set<Handle>
    let pixels: PlannedPixels
    /// The assets shown as themselves, and the number from which on likeness falls.
    let subjects: Int
    let crowding: Int?

    init(
      _ input: SelectionInput, _ reading: PromptReading, _ explicit: ExplicitImages, subjects: Int
    ) {
      self.reading = reading
      lexicon = input.lexicon
      wishes = input.request.views
      named = explicit.chosen
      earlier = input.earlier.chosen
      adapters = input.adapters
      pixels = explicit.pixels
      self.subjects = subjects
      crowding = input.profile.crowding?.value
    }
  }

  /// - Parameter place: its place in the order of mention, from 0.
  init(
    _ candidates: AssetCandidates, mention: MentionedAsset, place: Int, in context: Context
  ) {
    let asset = candidates.asset
    let references = candidates.inOrder
    let looks = DistinctValues(references.indices.lazy.map { references[$0].look })
    let written = DistinctValues(references.indices.lazy.map { references[$0].view })
    let own = AssetLexicon(
      references, views: written.values, namedLooks: asset.looks,
      shownLooks: looks.values, isPlace: asset.kind == .place, standard: context.lexicon)
    let isSubject = mention.role(for: asset.kind) == .identity
    let wishes = context.wishes.filter { $0.asset ?? asset.handle == asset.handle }
    let words = PictureWords(references, views: written, own: own, lexicon: context.lexicon)
    let ownWords = isSubject ? OwnWords(context.reading, of: asset.handle, kind: asset.kind) : nil
    var demand =
      ownWords.map {
        Demand(
          context.reading, of: asset.handle, kind: asset.kind, own: own.phrases,
          looks: words.looks(
            describedBy: $0, named: asset.looks.map(\.name)),
          named: Set(asset.looks.map(\.name) + looks.values.compactMap(\.self)).sorted(),
          wishes: wishes)
      } ?? Demand(role: mention.role(for: asset.kind), wishes: wishes)
    let natures = words.natures
    var namedBy =
      ownWords.map { words.named(by: $0, of: asset) }
      ?? Array(repeating: String?.none, count: references.count)
    if isSubject, let thing = context.reading.borrowed(from: asset.handle) {
      let hasDetail = references.indices.contains {
        namedBy[$0] != nil && natures.values[natures.indices[$0]].view == .detail
      }
      demand.showThing(context.reading.written(thing), hasDetail: hasDetail)
    }
    let views = natures.grouped(by: \.view)
    onlyDetail =
      isSubject && asset.kind != .character
      ? views.onlyDetail(unless: namedBy.contains { $0 != nil }) : nil
    if let onlyDetail, let part = context.reading.unknownPart(of: asset.handle) {
      demand.showPart(part.phrase)
      namedBy[onlyDetail] = part.word
    }
    let cues =
      demand.cues.isEmpty
      ? Array(repeating: [], count: references.count)
      : natures.map { nature in
        demand.cues.indices.filter { nature.cues.contains(demand.cues[$0].name) }
      }
    let lookRule = LookRule(looks, mention: mention, demand: demand)
    let isExcludedByLook = lookRule.excluded(views: views, demand: demand, cues: cues)
    let reserves = ReserveRule(demand).reserves(natures, of: references, named: namedBy)
    let isUnreserved = reserves.values.map { $0 == nil }
    let yields = reserves.values.map { $0.map(\.yieldsToPin) ?? true }
    let isFree = references.indices.map { index in
      let reserve = reserves.indices[index]
      return !isExcludedByLook[index]
        && (isUnreserved[reserve]
          || references[index].isPinned && yields[reserve] && demand.asksNothing)
    }
    // What nothing else shows is better shown by a picture that was not asked for than not at all.
    let isLast = !isFree.contains(true) && demand.absent == nil
    let sharpness =
      candidates.sharpness.isEmpty
      ? Array(repeating: nil, count: references.count)
      : references.indices.map { candidates.sharpness[references[$0].digest] }
    let hasAdapter = context.adapters.contains(asset.handle)
    let worth = AssetWorth(
      .init(
        references: references, natures: natures, views: views, looks: looks, demand: demand,
        lookRule: lookRule, cues: cues, named: namedBy.map { $0 != nil }, sharpness: sharpness,
        weight: mention.weight * (isLast ? SelectionWeights.lastResort : 1)
          * (hasAdapter ? SelectionWeights.withAdapter : 1)
          * (1 - SelectionWeights.orderOfMention * Double(place)),
        cost: SelectionWeights.cost(subjects: context.subjects, crowding: context.crowding)))
    // A picture of another look, or one retired since, does not show what is requested now.
    let current = context.earlier.isEmpty ? [] : Set(references.map(\.digest))
    fromConversation = context.earlier.filter {
      $0.asset == asset.handle && lookRule.shows($0.look) && current.contains($0.reference)
    }
    let shown = context.named + fromConversation
    let sent = Set(shown.map(\.reference))
    alreadyShown =
      sent.isEmpty ? [] : Set(references.indices.filter { sent.contains(references[$0].digest) })
    alreadyCovered = alreadyShown.sorted().reduce(worth.nothing) { worth.covering($0, with: $1) }
    let digests = sent.isEmpty ? [] : Set(references.map(\.digest))
    alreadyShownCount =
      shown.filter {
        digests.contains($0.reference) || $0.asset == asset.handle && $0.role == .identity
      }.count
    self.isExcludedByLook = isExcludedByLook
    groups = candidates.duplicateGroups(of: references)
    pixels = references.indices.map {
      context.pixels.count(width: references[$0].width, height: references[$0].height)
    }
    self.hasAdapter = hasAdapter
    self.mention = mention
    self.asset = asset
    self.references = references
    self.sharpness = sharpness
    self.natures = natures
    self.cues = cues
    self.namedBy = namedBy
    self.reserves = reserves
    self.views = views
    self.looks = looks
    self.lookRule = lookRule
    self.worth = worth
    self.demand = demand
    let groups = groups
    let shownGroups = Set(alreadyShown.map { groups[$0] })
    let fresh = references.indices.filter {
      !isExcludedByLook[$0] && !shownGroups.contains(groups[$0])
    }
    available = fresh.filter { isLast || isFree[$0] }
    let count = GroupCount(groups)
    most =
      isLast
      ? min(1, available.count)
      : Self.most(
        mention.role(for: asset.kind), of: count.of(available),
        pinned: count.of(
          available.filter { references[$0].isPinned && lookRule.shows(references[$0].look) }),
        shown: alreadyShownCount,
        views: views.values.count { view in view.map { demand.views[$0] != nil } ?? false },
        cues: demand.cues.count, looks: lookRule.requested.count)
  }

  /// The role of its images in the request.
  var role: Role { mention.role(for: asset.kind) }

  /// Whether its pin counts: a picture is pinned for the look that it shows, and must not replace the
  /// requested look by another.
  func isPinned(_ index: Int) -> Bool {
    references[index].isPinned && lookRule.shows(references[index].look)
  }

  /// The fewest of its references that are chosen: one, unless the model is shown the asset already or
  /// knows it by an adapter, it is not in the picture or there is none.
  var fewest: Int {
    alreadyShownCount > 0 || hasAdapter || demand.absent != nil ? 0 : min(1, most)
  }

  /// The usual number, or as many as are pinned or requested.
  private static func most(
    _ role: Role, of count: Int, pinned: Int, shown: Int, views: Int, cues: Int, looks: Int
  ) -> Int {
    if role == .pose || role == .composition { return min(1, count) }
    let wanted = max(
      SelectionWeights.mostPerAsset, pinned, views + cues + 1, looks > 1 ? 2 * looks : 1)
    return max(0, min(count, max(wanted - shown, pinned)))
  }
}

/// Counts groups of near-duplicates.
private struct GroupCount {
  private let groups: [Int]
  private let size: Int

  init(_ groups: [Int]) {
    self.groups = groups
    size = (groups.max() ?? 0) + 1
  }

  /// The number of groups that `members` are of.
  func of(_ members: [Int]) -> Int {
    var isCounted = Array(repeating: false, count: size)
    var count = 0
    for index in members where !isCounted[groups[index]] {
      isCounted[groups[index]] = true
      count += 1
    }
    return count
  }
}

extension DistinctValues<View?> {
  /// The only detail among pictures by their views.
  fileprivate func onlyDetail(unless isNamed: Bool) -> Int? {
    guard !isNamed, values.contains(.detail) else { return nil }
    let details = indices.indices.filter { values[indices[$0]] == .detail }
    return details.count == 1 ? details[0] : nil
  }
}
