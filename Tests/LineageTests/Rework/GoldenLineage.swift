import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeCatalog
import TroupeRecord
import TroupeSending
import TroupeVocabulary

/// Small lineages of every kind that a rebuild meets, each by its name.
enum GoldenLineage: String, CaseIterable {
  case line, branch, tree, tenEdits, mergeByReference, sheetWithAnOutput, secondOfTwoOutputs
  case conversation, rootOfTheUsers, renamedAndRemoved, anchoredReference, manyReferences
  case rebuildOfARebuild

  static let model = "gemini-3-pro-image"

  var scope: ReworkScope {
    switch self {
    case .branch: .branch
    case .tree: .tree
    default: .line
    }
  }

  var overflow: Overflow { self == .sheetWithAnOutput ? .sheet : .drop }

  /// Makes it in `fixture`; the generation whose lineage is rebuilt.
  func make(in fixture: LineageFixture) async throws -> ULID {
    let maker = Maker(fixture: fixture)
    try await fixture.addCharacter("kael", views: [.front, .profile])
    switch self {
    case .line: return try await maker.chain(edits: 2)[2]
    case .branch, .tree:
      let all = try await maker.chain(edits: 2)
      _ = try await maker.edit(all[1], "a branch")
      _ = try await maker.edit(all[0], "another branch")
      return self == .tree ? all[2] : all[1]
    case .tenEdits: return try await maker.chain(edits: 10)[10]
    case .mergeByReference:
      let (room, hall) = (try await maker.shot("a room"), try await maker.shot("a hall"))
      return try await maker.edit(room, "as in the hall", like: hall)
    case .sheetWithAnOutput: return try await maker.sheet()
    case .secondOfTwoOutputs:
      let first = SamplePicture.png(width: 30, height: 30)
      let pictures = FakeReply.thoughtsAndImages(first, SamplePicture.png(width: 31, height: 30))
      let shot = try await maker.shot("@kael stands", pictures)
      return try await maker.edit(shot, "at night", output: 2)
    case .conversation:
      return try await ConversationReworkTests.conversation(fixture, adding: "nadia").turns[2]
    case .rootOfTheUsers:
      let file = fixture.folder.appending(path: "door.png")
      try SamplePicture.png(width: 60, height: 40).write(to: file)
      let door = try await fixture.resolver.file(FilePath(file.path), role: .parent)
      let made = try await fixture.make(fixture.request("a red door", parent: door))
      return try await maker.edit(made.generation.id, "open")
    case .renamedAndRemoved:
      try await fixture.addCharacter("ink")
      let shot = try await maker.shot("@kael and @ink")
      _ = try await fixture.catalog.rename("kael", to: "cale")
      try await fixture.catalog.remove("ink")
      return try await maker.edit(shot, "at night")
    case .anchoredReference:
      let shot = try await maker.shot("@kael stands")
      try await maker.anchor(shot)
      return try await maker.shot("@kael sits")
    case .manyReferences:
      for name in ["mira", "tomas", "nadia"] { try await fixture.addCharacter(name) }
      return try await maker.shot("@kael, @mira, @tomas and @nadia at a table")
    case .rebuildOfARebuild:
      let rework = try await fixture.rebuilt(
        maker.chain(edits: 1)[1], on: ConversationReworkTests.new)
      return try #require(rework.steps[1].new)
    }
  }

  /// Sends what a lineage is made of.
  private struct Maker {
    let fixture: LineageFixture

    /// - Parameter reply: what is answered; `nil` for an image unlike all others.
    func shot(_ prompt: String, _ reply: FakeReply? = nil) async throws -> ULID {
      fixture.server.enqueue(reply ?? other)
      return try await fixture.make(fixture.request(prompt)).generation.id
    }

    private var other: FakeReply {
      .image(SamplePicture.png(width: 40 + fixture.server.requests.count, height: 40))
    }

    func edit(
      _ parent: ULID, _ prompt: String, output: Int = 1, like: ULID? = nil
    ) async throws -> ULID {
      let image = try await fixture.resolver.output("\(parent)/\(output)", role: .parent)
      var request = fixture.request(prompt, parent: image)
      if let like {
        request.references = [try await fixture.resolver.output("\(like)/1", role: .composition)]
      }
      fixture.server.enqueue(other)
      return try await fixture.make(request).generation.id
    }

    func chain(edits: Int) async throws -> [ULID] {
      var all = [try await shot("@kael stands")]
      for number in 0..<edits { all.append(try await edit(all[number], "edit \(number)")) }
      return all
    }

    /// Adds an image of `kael` to its references.
    func anchor(_ shot: ULID) async throws {
      _ = try await fixture.catalog.addReferences(
        to: "kael",
        [
          NewReference(
            bytes: SamplePicture.png(width: 50, height: 40), fileName: "anchor",
            origin: OutputID(generation: shot, position: 1), view: .front, isPinned: true)
        ])
    }

    /// More characters than single images fit, one of them by an image that was made.
    func sheet() async throws -> ULID {
      try await anchor(shot("@kael stands"))
      let others = ["mira", "tomas", "nadia", "lena", "otto"]
      for name in others { try await fixture.addCharacter(name) }
      var request = fixture.request(
        (["kael"] + others).map { "@\($0)" }.joined(separator: ", "), model: "test/brief")
      request.overflow = .sheet
      return try await fixture.make(request).generation.id
    }
  }
}
