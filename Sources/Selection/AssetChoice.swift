internal import TroupeVocabulary

/// A mentioned asset with its references in the order that breaks ties, and what is shown of it
/// already.
struct AssetChoice: Sendable {
  let mention: MentionedAsset
  let asset: Asset
  /// Without retired ones and repeats: pinned first, then by rank, import time and digest.
  let references: [Reference]
  let worth: AssetWorth
  let demand: Demand
  /// Indices of references that the request sends anyway, as its parent or by name.
  let taken: Set<Int>
  /// Worth per facet of those.
  let shown: [Double]
  /// How many images of the asset the request sends anyway.
  let shownCount: Int

  init(
    _ candidates: AssetCandidates, mention: MentionedAsset, demand: Demand, named: [ChosenReference]
  ) {
    self.mention = mention
    self.demand = demand
    asset = candidates.asset
    let references = candidates.inOrder
    let worth = AssetWorth(references, mention: mention, demand: demand)
    let digests = Set(named.map(\.reference))
    taken = Set(references.indices.filter { digests.contains(references[$0].digest) })
    shown = taken.reduce(worth.nothing) { worth.covering($0, with: $1) }
    let own = Set(references.map(\.digest))
    let handle = candidates.asset.handle
    shownCount =
      named.filter {
        own.contains($0.reference) || $0.asset == handle && $0.role == .identity
      }.count
    self.references = references
    self.worth = worth
  }

  /// Indices of the references that may still be chosen.
  var free: [Int] { references.indices.filter { !taken.contains($0) } }

  /// What its images are in the request.
  var role: Role { mention.role(for: asset.kind) }
}
