internal import TroupeVocabulary

/// Says of each candidate that was not chosen why it stays out.
struct Exclusion {
  private let input: SelectionInput
  private let count: LimitCount
  private let sent: Set<Digest>
  private let byName: Set<Digest>

  /// - Parameters:
  ///   - chosen: every image that goes in.
  ///   - count: the limits as used by them.
  init(input: SelectionInput, chosen: [ChosenReference], count: LimitCount) {
    self.input = input
    self.count = count
    sent = Set(chosen.flatMap { [$0.reference] + ($0.sheet ?? []).map(\.reference) })
    byName = Set(
      input.request.references.map(\.digest)
        + [input.request.parent?.digest].compactMap(\.self))
  }

  /// The verdicts on the references of `choice` besides `members`.
  func verdicts(
    _ choice: AssetChoice, chosen members: [Int], dropped: Admission.Dropped?
  ) -> [ExcludedReference] {
    let inside = Set(members).union(choice.taken)
    let outside = choice.references.indices.filter { !inside.contains($0) }
    if let dropped {
      let reason = "left out with \(choice.asset.handle): \(full(dropped.limit))"
      let limit = dropped.limit.words(dropped.bound)
      return outside.map { verdict(choice.references[$0], reason, limit: limit) }
    }
    let rivals = Rivals(choice, chosen: members + choice.taken.sorted(), byName: byName)
    let names = count.names(for: choice.mention.countedKind(choice.asset.kind))
    let most = members.count + choice.shownCount
    let enough =
      "left out: \(most) \(most == 1 ? "picture" : "pictures") of \(choice.asset.handle) "
      + "\(most == 1 ? "is" : "are") enough"
    let shown = choice.looks.shown.map(Self.name).joined(separator: " and ")
    let otherLook = choice.worn.values.map {
      "left out: it shows \(Self.name($0)), and the request is for \(shown)"
    }
    return outside.map { index in
      if let reason = rivals.twin(of: index) { return verdict(choice.references[index], reason) }
      if choice.barred[index] {
        return verdict(choice.references[index], otherLook[choice.worn.places[index]])
      }
      if let reason = rivals.sameView(as: index) {
        return verdict(choice.references[index], reason)
      }
      if let limit = count.broken(of: names, pixels: choice.pixels[index]),
        let bound = count.bound(limit)
      {
        return verdict(
          choice.references[index], "left out: \(full(limit))", limit: limit.words(bound))
      }
      return verdict(choice.references[index], enough)
    }
  }

  /// The verdicts on candidates of assets that the prompt does not mention, or that go without
  /// images.
  func verdictsOfOthers(beside handles: [Handle]) -> [ExcludedReference] {
    let mentioned = Set(handles)
    return input.assets.filter { !mentioned.contains($0.asset.handle) }
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

  private static func name(_ look: String?) -> String {
    look.map { "the look '\($0)'" } ?? "the usual look"
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
    let words = limit.words(count.used[limit, default: 0], of: count.bound(limit) ?? 0)
    return "\(words) used"
  }
}
