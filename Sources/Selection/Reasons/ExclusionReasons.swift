internal import TroupeVocabulary

/// States for each candidate that is not chosen why it is left out.
struct ExclusionReasons: Sendable {
  private let input: SelectionInput
  private let usage: LimitUsage
  private let sent: Set<Digest>
  private let explicit: Set<Digest>

  /// - Parameters:
  ///   - chosen: every chosen image.
  ///   - usage: the limits with all of them used.
  init(input: SelectionInput, chosen: [ChosenInput], usage: LimitUsage) {
    self.input = input
    self.usage = usage
    sent = Set(chosen.flatMap { [$0.reference] + ($0.sheet ?? []).map(\.reference) })
    explicit = Set(
      input.request.references.map(\.digest)
        + [input.request.parent?.digest].compactMap(\.self))
  }

  /// What of an asset is left out.
  struct Part: Sendable {
    let choice: AssetChoice
    let members: [Int]
    let dropped: Admission.Dropped?
    /// Pictures that the conversation shows, each with its image there.
    let earlier: [(index: Int, image: Int)]
    /// The other pictures.
    let outside: [Int]

    var count: Int { earlier.count + outside.count }
  }

  /// The references of `choice` that are neither among `members` nor named by the request.
  func part(
    of choice: AssetChoice, chosen members: [Int], dropped: Admission.Dropped?
  ) -> Part {
    var isIncluded = Array(repeating: false, count: choice.references.count)
    for index in members { isIncluded[index] = true }
    for index in choice.alreadyShown { isIncluded[index] = true }
    let earlier = choice.fromConversation.filter { !explicit.contains($0.reference) }
      .compactMap { image in
        choice.alreadyShown.first { choice.references[$0].digest == image.reference }.map {
          (index: $0, image: image.position)
        }
      }
    return Part(
      choice: choice, members: members, dropped: dropped, earlier: earlier,
      outside: choice.references.indices.filter { !isIncluded[$0] })
  }

  /// The pictures of `parts`, each with its reason.
  func excluded(_ parts: [Part]) -> [ExcludedReference] {
    parts.concurrentFlatMap(places: \.count) { part, places in add(part, to: &places) }
  }

  private func add(_ part: Part, to excluded: inout Places<ExcludedReference>) {
    let choice = part.choice
    for (index, image) in part.earlier {
      excluded.append(
        .init(
          choice.references, at: index,
          reason: "left out: image \(image) of the conversation shows it"))
    }
    if let dropped = part.dropped {
      let reason = "left out with \(choice.asset.handle): \(fullText(dropped.limit))"
      let limit = dropped.limit.text(dropped.bound)
      for index in part.outside {
        excluded.append(.init(choice.references, at: index, reason: reason, limit: limit))
      }
      return
    }
    var reasons = AssetExclusionReasons(
      choice, chosen: part.members, explicit: explicit, usage: usage, fullText: fullText)
    for index in part.outside {
      let (reason, limit) = reasons.reason(for: index)
      excluded.append(.init(choice.references, at: index, reason: reason, limit: limit))
    }
  }

  /// Appends the candidates of assets that the prompt does not mention, or that are sent without
  /// images, to `excluded`.
  func addOthers(than handles: [Handle], to excluded: inout [ExcludedReference]) {
    let mentioned = Set(handles)
    let others = input.assets.filter { !mentioned.contains($0.asset.handle) }
    guard !others.isEmpty else { return }
    excluded.reserveCapacity(others.reduce(excluded.count) { $0 + $1.references.count })
    for candidates in others.sorted(by: { $0.asset.handle.key < $1.asset.handle.key }) {
      let handle = candidates.asset.handle
      let reason =
        input.request.without.contains(handle)
        ? "left out: the request wants no picture of \(handle)"
        : input.removed.contains(handle)
          ? "left out: the instruction takes \(handle) out of the picture"
          : "left out: the prompt does not mention \(handle)"
      let references = candidates.inOrder
      for index in references.indices where !sent.contains(references[index].digest) {
        excluded.append(.init(references, at: index, reason: reason))
      }
    }
  }

  /// As in `5 of 5 characters used`.
  private func fullText(_ limit: LimitUsage.Name) -> String {
    let text = limit.text(usage.used[limit, default: 0], of: usage.bound(limit) ?? 0)
    let advice = usage.advised(limit).map { ", of which \($0) are advised" } ?? ""
    return "\(text) used\(advice)"
  }
}
