import Foundation
import TestSupport
import Testing
import Troupe

/// The cast of one library, used in another.
@Suite struct LinkTests {
  private let studio: TemporaryLibrary
  private let scratch: TemporaryLibrary
  private var library: Library { scratch.library }

  init() async throws {
    studio = try await TemporaryLibrary()
    try await studio.addCast()
    scratch = try await TemporaryLibrary()
  }

  @Test("a linked cast can be named and sent, and is changed there alone")
  func aLinkedCastIsUsed() async throws {
    let report = try await library.linkCast(of: studio.library.folder)
    #expect(report.added.count == 3 && report.notes.isEmpty)
    let made = try await scratch.shot("@kael and @米拉 on a roof, @ink")
    #expect(made.inputs.count == 3)
    #expect(try await library.linkedLibraries().map(\.assets.count) == [3])
    for change in [
      { try await library.set("kael", AssetDetails(description: "x")) },
      { try await library.rename("kael", to: "kal") },
      { try await library.setLook("winter", of: "kael", LookDetails()) },
    ] as [() async throws -> Asset] {
      #expect(await code { _ = try await change() } == "linked_asset")
    }
    let picture = try scratch.picture("more.png", blue: 9)
    let adding = await code {
      _ = try await library.addReferences(to: "kael", images: [.file(picture)])
    }
    #expect(adding == "linked_asset")
    #expect(await code { try await library.remove("kael") } == "linked_asset")
    #expect(try await library.verify().problems.isEmpty)
  }

  @Test("what changes there is taken over: words, pictures, names, removals")
  func changesAreTakenOver() async throws {
    try await library.linkCast(of: studio.library.folder)
    #expect(try await library.refreshLinks().reports.isEmpty)
    let there = studio.library
    _ = try await there.set("kael", AssetDetails(traits: ["blind"]))
    _ = try await there.addReferences(
      to: "kael", images: [.file(studio.picture("side.png", green: 7))],
      ReferenceDetails(view: .profile))
    let first = try #require(try await there.references(of: "kael").first)
    _ = try await there.retire("\(first.digest.short)", of: "kael")
    _ = try await there.rename("米拉", to: "mira")
    try await there.remove("ink")
    try await there.add(.object, "lamp")
    let report = try #require(try await library.refreshLinks().reports.first)
    #expect(report.added == ["lamp"] && report.removed == ["ink"])
    #expect(Set(report.changed) == ["kael", "mira"], "\(report)")
    #expect(try await library.asset("kael").traits == ["blind"])
    #expect(try await library.references(of: "kael").map(\.view) == [.profile])
    _ = try await there.restore("ink")
    try await library.refreshLinks()
    #expect(try await library.asset("ink").removedAt == nil)
    #expect(try await library.verify().problems.isEmpty)
  }

  @Test(
    "a handle that is taken here is left out; a library that is away is told and its cast is used")
  func conflictsAndAbsence() async throws {
    try await library.add(.character, "kael", AssetDetails(description: "mine"))
    let report = try await library.linkCast(of: studio.library.folder)
    #expect(report.added.count == 2 && report.notes.count == 1)
    #expect(try await library.asset("kael").description == "mine")
    try studio.library.close()
    let away = studio.base.appending(path: "away")
    try FileManager.default.moveItem(at: studio.library.folder, to: away)
    let (reports, unread) = try await library.refreshLinks()
    #expect(reports.isEmpty && unread.count == 1)
    _ = try await scratch.shot("@米拉 on a roof")
    try FileManager.default.moveItem(at: away, to: studio.library.folder)
  }

  @Test(
    "what could not come comes once its handle is free, and stays the same asset when it was known before"
  )
  func aHandleBecomesFree() async throws {
    try await library.add(.character, "kael", AssetDetails(description: "mine"))
    try await library.linkCast(of: studio.library.folder)
    _ = try await library.rename("kael", to: "mine")
    let report = try #require(try await library.refreshLinks().reports.first)
    #expect(report.added == ["kael"] && report.notes.isEmpty)
    // The same id stands here already, under a name of its own.
    try await library.unlinkCast(of: studio.library.folder)
    _ = try await library.rename("kael", to: "old")
    try await library.linkCast(of: studio.library.folder)
    _ = try await studio.library.set("kael", AssetDetails(traits: ["blind"]))
    let changed = try #require(try await library.refreshLinks().reports.first)
    #expect(changed.changed == ["kael"] && changed.removed.isEmpty, "\(changed)")
    #expect(try await library.asset("kael").traits == ["blind"])
    #expect(try await library.asset("old").traits == ["scar over the left eye"])
  }

  @Test(
    "a picture that is missing there, or is another one, keeps its asset as it was, and nothing else",
    arguments: [true, false])
  func damageThereBlocksNothingHere(isMissing: Bool) async throws {
    try await library.linkCast(of: studio.library.folder)
    let added = try await studio.library.addReferences(
      to: "kael", images: [.file(studio.picture("more.png", blue: 77))])
    let digest = try #require(added.references.last?.reference.digest)
    let shelf = studio.library.folder.appending(path: "objects/\(digest.hex.prefix(2))")
    if isMissing {
      try FileManager.default.removeItem(at: shelf)
    } else {
      let other = try Data(contentsOf: studio.picture("other.png", red: 3))
      try other.write(to: shelf.appending(path: "\(digest.hex.dropFirst(2)).png"))
    }
    _ = try await studio.library.set("ink", AssetDetails(description: "bold"))
    let report = try #require(try await library.refreshLinks().reports.first)
    #expect(report.changed == ["ink"] && report.notes.count == 1, "\(report)")
    #expect(try await library.references(of: "kael").count == 1)
  }

  @Test("what is taken away there is taken away here: looks and releases")
  func whatIsTakenAwayThereGoesHere() async throws {
    _ = try await studio.library.setLook("winter", of: "kael", LookDetails(traits: ["furs"]))
    _ = try await studio.library.setLook("summer", of: "kael", LookDetails())
    try await studio.library.setRelease(
      studio.file("signed.txt", Data("agreed".utf8)), of: "kael")
    try await library.linkCast(of: studio.library.folder)
    #expect(try await library.asset("kael").release != nil)
    _ = try await studio.library.removeLook("winter", of: "kael")
    _ = try await studio.library.removeRelease(of: "kael")
    try await library.refreshLinks()
    let kael = try await library.asset("kael")
    #expect(kael.looks.map(\.name) == ["summer"] && kael.release == nil)
  }

  @Test("an ended link leaves what came from it, to be changed here")
  func aLinkEnds() async throws {
    try await library.linkCast(of: studio.library.folder)
    try await library.unlinkCast(of: studio.library.folder)
    _ = try await library.set("kael", AssetDetails(description: "ours now"))
    #expect(try await library.linkedLibraries().isEmpty)
    let again = await code { try await library.unlinkCast(of: studio.library.folder) }
    #expect(again == "invalid_value")
    let own = await code { _ = try await library.linkCast(of: library.folder) }
    #expect(own == "invalid_value")
    let none = await code { _ = try await library.linkCast(of: scratch.base.appending(path: "x")) }
    #expect(none == "no_library")
  }
}
