import Foundation
import Troupe

/// Pictures that come from a page.
extension Gallery {
  @Sendable func addAsset(_ visit: Visit, _ names: [String: String]) async throws -> Answer {
    do {
      let added = try await CastActs(library: library).add(visit)
      if visit.wantsJSON { return Self.json(["href": Room.href(added.asset.handle)]) }
      return .redirect(Room.href(added.asset.handle))
    } catch  where !visit.wantsJSON {
      var draft = CastDraft()
      draft.kind = visit.first("kind").flatMap(Kind.init) ?? .character
      draft.handle = visit.first("handle") ?? ""
      draft.name = visit.first("name") ?? ""
      draft.description = visit.first("description") ?? ""
      draft.fault = wording(error).sentence
      let page = CastPage(room: room(visit), query: "", kind: nil, draft: draft)
      return answer(try await page.page(), visit, status: 422)
    }
  }

  @Sendable func addReferences(_ visit: Visit, _ names: [String: String]) async throws -> Answer {
    let handle = try Self.handle(names)
    let room = room(visit)
    let added = try await CastActs(library: library).addReferences(to: handle, visit)
    let report = UploadReport(added, room)
    if visit.wantsJSON { return Self.json(report) }
    let page = AssetPage(room: room, handle: handle, look: visit.first("look") ?? "")
    let notes = ([report.sentence] + report.notes).joined(separator: " ")
    return answer(
      try await page.page().adding(["notice": ["noticeKind": "good", "noticeText": .text(notes)]]),
      visit)
  }

  /// Keeps a picture that goes with one request.
  @Sendable func addPicture(_ visit: Visit, _ names: [String: String]) async throws -> Answer {
    struct Kept: Encodable {
      let value: String
      let src: String
      let name: String
      let width: Int
      let height: Int
    }
    guard let file = visit.files.first else {
      throw TroupeError.invalidValue(name: "picture", value: "", expected: "the bytes of a picture")
    }
    let image = try await library.keepPicture(URL(filePath: file.path))
    return Self.json(
      Kept(
        value: image.digest.hex, src: Room.preview(image.digest, .wall), name: file.fileName,
        width: image.width ?? 0, height: image.height ?? 0))
  }
}

/// What became of pictures that were dropped on a page.
struct UploadReport: Encodable {
  let href: String
  let sentence: String
  /// What is told of each: near duplicates, changes, and why one was not taken.
  let notes: [String]
  let src: String?
  let width: Int
  let height: Int
  let alt: String
  let stateText: String

  init(_ report: AddedReferences, _ room: Room) {
    let words = room.words
    let last = report.references.last?.reference
    href = last.map { Room.blob($0.digest) } ?? Room.href(report.asset.handle)
    sentence = words("uploadAdded", count: report.references.count { $0.isNew })
    notes =
      report.references.flatMap { one in
        one.isNew ? one.notes : [words["uploadKnown"]] + one.notes
      } + report.refused.map { room.wording($0.error).sentence }
    src = last.map { Room.preview($0.digest, .wall) }
    (width, height) = (last?.width ?? 0, last?.height ?? 0)
    alt = last?.view.map { words.word("view", $0.rawValue) } ?? report.asset.name
    stateText = words.word("coverage", "single")
  }
}
