internal import TroupeVocabulary

/// A mentioned asset with its references in the order that breaks ties, and what is shown of it
/// already.
struct AssetChoice: Sendable {
  let mention: MentionedAsset
  let asset: Asset
  /// Without retired ones and repeats: pinned first, then by rank, import time and digest.
  let references: [Reference]
  /// By reference: its group of nearly the same picture.
  let groups: [Int]
  /// By reference: its pixels as it would be sent.
  let pixels: [Int]
  /// By reference: its sharpness, where it was measured.
  let sharpness: [Double?]
  /// By reference: what its words say of what is asked.
  let pictures: [PictureWords]
  /// By reference: whether it must stay out because it shows another look.
  let barred: [Bool]
  let looks: LookRule
  /// The views of all references, and their looks.
  let views: Distinct<View?>
  let worn: Distinct<String?>
  let worth: AssetWorth
  let demand: Demand
  /// Images of the conversation that stand for it.
  let standing: [ChosenReference]
  /// Indices of references that the model is shown anyway: as the parent, by name, or earlier in the conversation.
  let taken: Set<Int>
  /// Worth per facet of those.
  let shown: [Double]
  /// How many images of the asset the request sends anyway.
  let shownCount: Int
  /// Indices of the references that may still be chosen.
  let free: [Int]
  /// The most of its pictures that go in.
  private(set) var most = 0

  init(
    _ candidates: AssetCandidates, mention: MentionedAsset, passages: [TokenText],
    wishes: [ViewWish] = [], named: [ChosenReference],
    earlier: [ChosenReference] = [], pixels: PlannedPixels
  ) {
    let references = candidates.inOrder
    let views = Distinct(references.indices.lazy.map { references[$0].view })
    let worn = Distinct(references.indices.lazy.map { references[$0].look })
    let own = OwnWords(
      references, views: views.values, looks: candidates.asset.looks.map(\.name), worn: worn.values)
    let asset = candidates.asset
    let demand = Demand(
      passages: passages, table: own.table,
      wishes: wishes.filter { $0.asset ?? asset.handle == asset.handle })
    let filter = WordFilter(demand, own: own)
    let pictures =
      demand.cues.isEmpty
      ? Array(repeating: PictureWords.none, count: references.count)
      : references.indices.map { index in
        filter.mayApply(to: references[index])
          ? PictureWords(references[index], demand: demand, own: own) : PictureWords.none
      }
    let looks = LookRule(worn, mention: mention, demand: demand)
    let sharpness =
      candidates.sharpness.isEmpty
      ? Array(repeating: nil, count: references.count)
      : references.indices.map { candidates.sharpness[references[$0].digest] }
    let worth = AssetWorth(
      references, views: views, worn: worn, weight: mention.weight, demand: demand, looks: looks,
      pictures: pictures, sharpness: sharpness)
    // A picture of another look, or one that was retired since, stands for nothing that is asked for now.
    let current = earlier.isEmpty ? [] : Set(references.map(\.digest))
    standing = earlier.filter {
      $0.asset == asset.handle && looks.shows($0.look) && current.contains($0.reference)
    }
    let named = named + standing
    let sent = Set(named.map(\.reference))
    taken =
      sent.isEmpty ? [] : Set(references.indices.filter { sent.contains(references[$0].digest) })
    shown = taken.sorted().reduce(worth.nothing) { worth.covering($0, with: $1) }
    let digests = sent.isEmpty ? [] : Set(references.map(\.digest))
    shownCount =
      named.filter {
        digests.contains($0.reference) || $0.asset == asset.handle && $0.role == .identity
      }.count
    barred = looks.barred(views: views, demand: demand, pictures: pictures)
    groups = candidates.groups(of: references)
    self.pixels = references.indices.map {
      pixels.count(width: references[$0].width, height: references[$0].height)
    }
    self.mention = mention
    self.asset = asset
    self.references = references
    self.sharpness = sharpness
    self.pictures = pictures
    self.looks = looks
    self.views = views
    self.worn = worn
    self.worth = worth
    self.demand = demand
    let (barred, groups) = (barred, groups)
    let sentGroups = Set(taken.map { groups[$0] })
    free = references.indices.filter { !barred[$0] && !sentGroups.contains(groups[$0]) }
    most = greatestNumber
  }

  /// What its images are in the request.
  var role: Role { mention.role(for: asset.kind) }

  /// Whether its pin counts: a picture is pinned for the look that it shows, and must not put
  /// another look in place of the one asked for.
  func isPinned(_ index: Int) -> Bool {
    references[index].isPinned && looks.shows(references[index].look)
  }

  /// The fewest of its pictures that go in: one, unless it is shown already or has none.
  var fewest: Int { shownCount > 0 ? 0 : min(1, most) }

  /// The most of its pictures that go in: the usual number, or as many as are pinned or asked for.
  private var greatestNumber: Int {
    let pinned = groupCount(free.filter(isPinned))
    let asked = views.values.count { view in view.map { demand.phrases[$0] != nil } ?? false }
    let wanted = max(FacetTable.mostPerAsset, pinned, asked, looks.asked.count)
    return max(0, min(groupCount(free), max(wanted - shownCount, pinned)))
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
}
