internal import TroupeVocabulary

/// Says of each candidate that was not chosen why it stays out.
struct Exclusion {
  let input: SelectionInput
  /// Every image that goes in.
  let chosen: [ChosenReference]
  /// The limits as used by them.
  let count: LimitCount

  /// The verdicts on the references of `choice` besides `members`.
  func verdicts(
    _ choice: AssetChoice, chosen members: [Int], dropped: Admission.Dropped?
  ) -> [ExcludedReference] {
    choice.references.indices.filter { !members.contains($0) && !choice.taken.contains($0) }
      .map { index in
        let one = choice.references[index]
        if let dropped {
          let limit = dropped.limit.words(dropped.bound)
          return verdict(
            one, "left out with \(choice.asset.handle): \(full(dropped.limit))", limit: limit)
        }
        let twins =
          members.map { choice.references[$0] }
          + choice.taken.sorted().map { choice.references[$0] }
        if let twin = twins.first(where: { isTwin($0, of: one) }) {
          return verdict(
            one, "left out: same view as \(twin.digest.short), \(why(twin, over: one))")
        }
        let names = count.names(for: choice.mention.countedKind(choice.asset.kind))
        if let limit = count.broken(of: names), let bound = count.bound(limit) {
          return verdict(one, "left out: \(full(limit))", limit: limit.words(bound))
        }
        let shown = members.count + choice.shownCount
        return verdict(
          one,
          "left out: \(shown) \(shown == 1 ? "picture" : "pictures") of \(choice.asset.handle) "
            + "show more of what is asked")
      }
  }

  /// The verdicts on candidates of assets that the prompt does not mention, or that go without
  /// images.
  func verdictsOfOthers(beside handles: [Handle]) -> [ExcludedReference] {
    let sent = Set(chosen.map(\.reference))
    return input.assets.filter { !handles.contains($0.asset.handle) }
      .sorted { $0.asset.handle.key < $1.asset.handle.key }
      .flatMap { candidates in
        let handle = candidates.asset.handle
        let reason =
          input.request.without.contains(handle)
          ? "left out: the request wants no picture of \(handle)"
          : "left out: the prompt does not mention \(handle)"
        return candidates.inOrder.filter { !sent.contains($0.digest) }.map { verdict($0, reason) }
      }
  }

  private func verdict(
    _ one: Reference, _ reason: String, limit: String? = nil
  ) -> ExcludedReference {
    ExcludedReference(
      asset: one.asset, kind: one.kind, look: one.look, view: one.view, reference: one.digest,
      reason: reason, limit: limit)
  }

  /// As in `5 of 5 characters used`.
  private func full(_ limit: LimitCount.Name) -> String {
    let bound = count.bound(limit) ?? 0
    return "\(count.used[limit, default: 0]) of \(limit.words(bound)) used"
  }

  private func isTwin(_ twin: Reference, of one: Reference) -> Bool {
    twin.view != nil && twin.view == one.view && twin.look?.foldedKey == one.look?.foldedKey
  }

  private func why(_ twin: Reference, over one: Reference) -> String {
    if !chosen.contains(where: { $0.reference == twin.digest && $0.value > 0 }) {
      return "which the request names"
    }
    if twin.isPinned && !one.isPinned { return "which is pinned" }
    let sizes = (min(twin.width, twin.height), min(one.width, one.height))
    return sizes.0 > sizes.1 ? "which is larger" : "which was added earlier"
  }
}
