internal import Foundation
internal import TroupeRecord
internal import TroupeVocabulary

/// Which pictures are sent otherwise, and why.
struct PictureDrift {
  /// References by asset and picture.
  typealias Known = [ULID: [Digest: Reference]]

  let then: PreparedRequest
  let now: PreparedRequest
  /// The references of the cast, as they are now.
  let known: Known
  /// When the recorded request was made.
  let since: Date

  var differences: [Drift.Difference] {
    let (old, new) = (ShownPicture.all(then), ShownPicture.all(now))
    var gone = old.filter { one in !new.contains(where: one.isSame) }
    var come = new.filter { one in !old.contains(where: one.isSame) }
    let both = old.compactMap { one in new.first(where: one.isSame).map { (then: one, now: $0) } }
    var exchanged: [Drift.Difference] = []
    for one in gone where retiredSince(one) != nil {
      guard let place = come.firstIndex(where: one.showsSame) else { continue }
      exchanged.append(exchange(of: one, for: come.remove(at: place)))
      gone.removeAll(where: one.isSame)
    }
    return exchanged + gone.map(lost) + come.map(won) + moved(both) + both.compactMap(reEncoded)
      + redrawnSheets
  }

  private func reference(_ one: ShownPicture) -> Reference? {
    one.asset.flatMap { known[$0]?[one.picture] }
  }

  private func retiredSince(_ one: ShownPicture) -> Date? {
    reference(one)?.retiredAt.flatMap { $0 > since ? $0 : nil }
  }

  /// One view of an asset by another picture than then.
  private func exchange(of old: ShownPicture, for new: ShownPicture) -> Drift.Difference {
    .init(
      .picture, old.subject, before: "\(old.place), \(old.picture.short)",
      after: "\(new.place), \(new.picture.short)", cause(ofLoss: old), cause(ofGain: new))
  }

  private func lost(_ one: ShownPicture) -> Drift.Difference {
    .init(.picture, one.name, before: one.place, after: "", cause(ofLoss: one))
  }

  private func won(_ one: ShownPicture) -> Drift.Difference {
    let cause = cause(ofGain: one)
    let chosen = DriftCause.chosen(one.reason)
    return cause == chosen
      ? .init(.picture, one.name, before: "", after: one.place, cause)
      : .init(.picture, one.name, before: "", after: one.place, cause, chosen)
  }

  private func cause(ofLoss one: ShownPicture) -> DriftCause {
    let reference = reference(one)
    if let day = retiredSince(one) { return .retired(day) }
    if let verdict = now.selection.excluded.first(where: { one.isAbout($0, in: now) }) {
      return .leftOut(verdict.reason)
    }
    if one.role == .parent { return .otherParent }
    // What was retired even then, only its name had sent.
    return reference == nil || reference?.retiredAt != nil ? .notNamed : .notMentioned
  }

  private func cause(ofGain one: ShownPicture) -> DriftCause {
    let reference = reference(one)
    if let day = reference?.importedAt, day > since { return .added(day) }
    if let verdict = then.selection.excluded.first(where: { one.isAbout($0, in: then) }) {
      return .wasLeftOut(verdict.reason)
    }
    let wasCast = then.cast.contains { $0.asset.id == one.asset }
    return reference != nil && wasCast ? .inUseAgain : .chosen(one.reason)
  }

  /// Those that stand otherwise among the pictures that are sent both times, or go on or off a sheet.
  private func moved(_ both: [(then: ShownPicture, now: ShownPicture)]) -> [Drift.Difference] {
    let order = both.indices.sorted {
      (both[$0].now.position, $0) < (both[$1].now.position, $1)
    }
    return both.indices.compactMap { index in
      let (old, new) = both[index]
      if old.isOnSheet != new.isOnSheet {
        return .init(.picture, new.name, before: old.place, after: new.place)
      }
      guard order[index] != index else { return nil }
      return .init(.picture, new.name, before: old.place, after: new.place, .reordered)
    }
  }

  private func reEncoded(
    _ pair: (then: ShownPicture, now: ShownPicture)
  ) -> Drift.Difference? {
    guard let old = pair.then.rendition, let new = pair.now.rendition else { return nil }
    return otherBytes(pair.now.name, old, new)
  }

  /// Sheets of the same pictures that look otherwise.
  private var redrawnSheets: [Drift.Difference] {
    now.inputs.compactMap { new in
      guard let parts = new.chosen.sheet,
        let old = then.inputs.first(where: {
          $0.chosen.sheet?.map(\.reference) == parts.map(\.reference)
        })
      else { return nil }
      let isRelabeled = old.chosen.sheet?.map(\.label) != parts.map(\.label)
      return otherBytes(
        "the sheet of image \(new.chosen.position)", old.rendition, new.rendition,
        isRelabeled ? .assetChanged : nil)
    }
  }

  private func otherBytes(
    _ name: String, _ old: StoredImage, _ new: StoredImage, _ cause: DriftCause? = nil
  ) -> Drift.Difference? {
    if old.digest == new.digest { return nil }
    func words(_ one: StoredImage) -> String { "\(one.type.rawValue), \(one.byteCount) bytes" }
    return .init(
      .bytes, name, before: words(old), after: words(new),
      cause ?? .refitted(model: now.profile.id))
  }
}
