internal import Foundation
internal import TroupeVocabulary

/// Which pictures are sent otherwise, and why.
struct PictureDrift {
  let then: PreparedRequest
  let now: PreparedRequest
  /// The references of the cast by picture, as they are now.
  let known: [Digest: Reference]
  /// When the recorded request was made.
  let since: Date

  /// A picture as the model sees it: alone, or on a sheet.
  private struct Shown {
    let position: Int
    let role: Role
    let name: String
    let picture: Digest
    let reason: String
    /// The bytes sent; a sheet's are those of all its pictures.
    let input: PreparedInput?
  }

  var differences: [Drift.Difference] {
    let (old, new) = (Self.shown(then), Self.shown(now))
    let gone = old.filter { one in !new.contains { Self.isSame(one, $0) } }
    let come = new.filter { one in !old.contains { Self.isSame(one, $0) } }
    let both = old.compactMap { one in
      new.first { Self.isSame(one, $0) }.map { (then: one, now: $0) }
    }
    return gone.map {
      .init(.picture, $0.name, before: "image \($0.position)", after: "", reason: lost($0))
    }
      + come.map {
        .init(.picture, $0.name, before: "", after: "image \($0.position)", reason: won($0))
      }
      + both.compactMap(moved) + both.compactMap(reEncoded)
  }

  private static func shown(_ request: PreparedRequest) -> [Shown] {
    request.inputs.flatMap { input -> [Shown] in
      let one = input.chosen
      guard let parts = one.sheet else {
        return [
          Shown(
            position: one.position, role: one.role,
            name: name(one.asset, one.role, one.view, one.look, one.reference),
            picture: one.reference, reason: one.reason, input: input)
        ]
      }
      return parts.map {
        Shown(
          position: one.position, role: one.role,
          name: name($0.asset, one.role, $0.view, $0.look, $0.reference), picture: $0.reference,
          reason: $0.reason, input: nil)
      }
    }
  }

  private static func name(
    _ asset: Handle?, _ role: Role, _ view: View?, _ look: String?, _ picture: Digest
  ) -> String {
    let who = asset.map { "\($0)" } ?? role.rawValue
    return [who, view?.rawValue, look, picture.short].compactMap(\.self).joined(separator: " ")
  }

  private static func isSame(_ one: Shown, _ other: Shown) -> Bool {
    one.picture == other.picture && one.role == other.role
  }

  private func lost(_ one: Shown) -> String {
    if let reference = known[one.picture], let day = reference.retiredAt {
      return "retired on \(Self.day(day))"
    }
    if let verdict = now.selection.excluded.first(where: { $0.reference == one.picture }) {
      return verdict.reason
    }
    if one.role == .parent { return "today's request edits another image" }
    return known[one.picture] == nil
      ? "today's request does not name it" : "its asset is not in today's request"
  }

  private func won(_ one: Shown) -> String {
    if let reference = known[one.picture], reference.importedAt > since {
      return "added on \(Self.day(reference.importedAt)): \(one.reason)"
    }
    if let verdict = then.selection.excluded.first(where: { $0.reference == one.picture }) {
      return "\(one.reason); then it was \(verdict.reason)"
    }
    if known[one.picture] != nil,
      then.cast.contains(where: { $0.asset.handle == known[one.picture]?.asset })
    {
      return "in use again since: \(one.reason)"
    }
    return one.reason
  }

  private static func day(_ date: Date) -> String { String(date.ISO8601Format().prefix(10)) }

  private func moved(_ pair: (then: Shown, now: Shown)) -> Drift.Difference? {
    let (old, new) = (pair.then, pair.now)
    let wasOnSheet = old.input == nil, isOnSheet = new.input == nil
    guard old.position != new.position || wasOnSheet != isOnSheet else { return nil }
    func place(_ position: Int, _ isOnSheet: Bool) -> String {
      isOnSheet ? "on the sheet of image \(position)" : "image \(position)"
    }
    return .init(
      .picture, new.name, before: place(old.position, wasOnSheet),
      after: place(new.position, isOnSheet))
  }

  private func reEncoded(_ pair: (then: Shown, now: Shown)) -> Drift.Difference? {
    guard let old = pair.then.input?.rendition, let new = pair.now.input?.rendition,
      old.digest != new.digest
    else { return nil }
    func words(_ one: Rendition) -> String { "\(one.type.rawValue), \(one.byteCount) bytes" }
    return .init(
      .bytes, pair.now.name, before: words(old), after: words(new),
      reason: "made to fit what \(now.profile.id) takes")
  }
}
