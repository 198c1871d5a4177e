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

  /// Adds the verdicts on the references of `choice` besides `members` to `all`.
  func add(
    _ choice: AssetChoice, chosen members: [Int], dropped: Admission.Dropped?,
    to all: inout [ExcludedReference]
  ) {
    for one in choice.standing where !byName.contains(one.reference) {
      guard let index = choice.taken.first(where: { choice.references[$0].digest == one.reference })
      else { continue }
      all.append(
        verdict(
          choice.references, index, "left out: image \(one.position) of the conversation shows it"))
    }
    let inside = Set(members).union(choice.taken)
    let outside = choice.references.indices.filter { !inside.contains($0) }
    if let dropped {
      let reason = "left out with \(choice.asset.handle): \(full(dropped.limit))"
      let limit = dropped.limit.words(dropped.bound)
      for index in outside { all.append(verdict(choice.references, index, reason, limit: limit)) }
      return
    }
    var rivals = Rivals(choice, chosen: members + choice.taken.sorted(), byName: byName)
    let fullCount = count.broken(of: count.names(for: choice))
    let pixelsLeft = count.left(.pixels) ?? .max
    var fullReasons: [LimitCount.Name: (limit: String, reason: String)] = [:]
    for name in [fullCount, .pixels] {
      guard let name, let bound = count.bound(name) else { continue }
      fullReasons[name] = (name.words(bound), "left out: \(full(name))")
    }
    let most = members.count + choice.shownCount
    let enough =
      "left out: \(most) \(most == 1 ? "picture" : "pictures") of \(choice.asset.handle) "
      + "\(most == 1 ? "is" : "are") enough"
    let shown = choice.looks.shown.map(Self.name).joined(separator: " and ")
    let otherLook = choice.worn.values.map {
      "left out: it shows \(Self.name($0)), and the request is for \(shown)"
    }
    let room = count.pixelsOfOne
    for index in outside {
      var limit: String?
      var reason = enough
      if let twin = rivals.twin(of: index) {
        reason = twin
      } else if choice.barred[index] {
        reason = otherLook[choice.worn.places[index]]
      } else if let room, choice.pixels[index] > room {
        limit = LimitCount.Name.pixels.words(room)
        reason =
          "left out: it alone has more than the \(LimitCount.Name.pixels.words(room)) there is room for"
      } else if let same = rivals.sameView(as: index) {
        reason = same
      } else if fullCount != nil || choice.pixels[index] > pixelsLeft,
        let full = fullReasons[fullCount ?? .pixels]
      {
        limit = full.limit
        reason = full.reason
      }
      all.append(verdict(choice.references, index, reason, limit: limit))
    }
  }

  /// Adds the verdicts on candidates of assets that the prompt does not mention, or that go without
  /// images, to `all`.
  func addOthers(beside handles: [Handle], to all: inout [ExcludedReference]) {
    let mentioned = Set(handles)
    let others = input.assets.filter { !mentioned.contains($0.asset.handle) }
    for candidates in others.sorted(by: { $0.asset.handle.key < $1.asset.handle.key }) {
      let handle = candidates.asset.handle
      let reason =
        input.request.without.contains(handle)
        ? "left out: the request wants no picture of \(handle)"
        : "left out: the prompt does not mention \(handle)"
      let references = candidates.inOrder
      for index in references.indices where !sent.contains(references[index].digest) {
        all.append(verdict(references, index, reason))
      }
    }
  }

  private static func name(_ look: String?) -> String {
    look.map { "the look '\($0)'" } ?? "the usual look"
  }

  /// Reads what it needs in place: a whole reference is a lot to copy ten thousand times.
  private func verdict(
    _ references: [Reference], _ index: Int, _ reason: String, limit: String? = nil
  ) -> ExcludedReference {
    ExcludedReference(
      asset: references[index].asset, kind: references[index].kind, look: references[index].look,
      view: references[index].view, reference: references[index].digest, reason: reason,
      limit: limit)
  }

  /// As in `5 of 5 characters used`.
  private func full(_ limit: LimitCount.Name) -> String {
    let words = limit.words(count.used[limit, default: 0], of: count.bound(limit) ?? 0)
    return "\(words) used"
  }
}
