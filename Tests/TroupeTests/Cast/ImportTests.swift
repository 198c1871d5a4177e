import Foundation
import Testing
import Troupe

/// Where the pictures of a cast come from.
@Suite struct ImportTests {
  @Test func aFolderIsReadInTheOrderInWhichPeopleCount() async throws {
    let scratch = try await TemporaryLibrary()
    for (name, red) in [("shoot/10.png", 10), ("shoot/2.png", 20), ("shoot/b/1.png", 30)] {
      try scratch.picture(name, red: UInt8(red))
    }
    try scratch.file("shoot/notes.txt", Data("three takes".utf8))
    try scratch.file("shoot/broken.png", Data("no picture".utf8))
    let log = EventLog()
    let added = try await scratch.library.add(
      .character, "kael", images: [.file(scratch.base.appending(path: "shoot"))],
      reference: ReferenceDetails(view: .front, tags: ["take"]), onEvent: log.note)
    #expect(added.references.map(\.reference.rank) == [0, 1, 2])
    #expect(added.references.allSatisfy { $0.isNew && $0.reference.view == .front })
    #expect(added.references.allSatisfy { $0.reference.tags == ["take"] })
    #expect(added.refused.map { URL(filePath: $0.file).lastPathComponent } == ["broken.png"])
    #expect(added.refused.first?.error.code == "bad_image")
    #expect(added.passedOver.map { URL(filePath: $0).lastPathComponent } == ["notes.txt"])
    #expect(log.counts.map { $0[0] }.sorted() == [1, 2, 3, 4])
    #expect(log.counts.allSatisfy { $0[1] == 4 } && !log.threads.isMain)
  }

  @Test func theSameCallGoesOnAfterAnInterruption() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    let known = scratch.base.appending(path: "kael.png")
    let new = try scratch.picture("new.png", blue: 200)
    let added = try await library.addReferences(to: "kael", images: [.file(known), .file(new)])
    #expect(added.references.map(\.isNew) == [false, true])
    #expect(added.references.map(\.reference.rank) == [0, 1])
    #expect(try await library.references(of: "kael").count == 2)
    #expect(try await library.addReferences(to: "kael", images: []).references.isEmpty)
    #expect(await code { try await library.addReferences(to: "x", images: []) } == "unknown_asset")
  }

  @Test func whereNothingCanBeReadNothingIsAdded() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    let broken = try scratch.file("a.png", Data("no picture".utf8))
    let other = try scratch.file("b.png", Data())
    #expect(
      await code { try await library.add(.object, "one", images: [.file(broken)]) } == "bad_image")
    let fault = await #expect(throws: TroupeError.self) {
      try await library.add(.object, "two", images: [.file(broken), .file(other)])
    }
    guard case .catalog(.noneAdded(let refused)) = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
    #expect(refused.count == 2)
    #expect(try await library.assets().isEmpty)
  }

  @Test func whatIsNotThereIsNamed() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    let missing = ImageName.file(scratch.base.appending(path: "none.png"))
    #expect(await code { try await library.add(.object, "a", images: [missing]) } == "no_file")
    #expect(
      await code { try await library.add(.object, "a", images: [.last()]) }
        == "unknown_generation")
    let empty = scratch.base.appending(path: "empty")
    try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
    #expect(
      await code { try await library.add(.object, "a", images: [.file(empty)]) } == "invalid_value")
    let address = try #require(URL(string: "https://example.com/kael.png"))
    #expect(
      await code { try await library.add(.object, "a", images: [.file(address)]) }
        == "invalid_value")
    #expect(try await library.assets().isEmpty)
  }

  @Test func aRelativeAddressIsReadFromItsBase() async throws {
    let scratch = try await TemporaryLibrary()
    try scratch.picture("kael.png")
    let relative = URL(filePath: "kael.png", relativeTo: scratch.base)
    let added = try await scratch.library.add(.character, "kael", images: [.file(relative)])
    #expect(added.references.count == 1)
    let shot = try await scratch.library.edit(.file(relative), "at night", .offline)
    #expect(shot.first?.generation.parent?.digest != nil)
  }

  @Test func aGeneratedImageKeepsItsOrigin() async throws {
    let scratch = try await TemporaryLibrary()
    let shot = try await scratch.shot("a red coat")
    let output = try #require(shot.outputs.first)
    let short = String("\(shot.id)".prefix(12))
    for (handle, name) in zip(
      ["a", "b", "c", "d"] as [Handle],
      [ImageName.last(), .output(output.id), .prefix(short), .prefix(output.digest.short)])
    {
      let added = try await scratch.library.add(.object, handle, images: [name])
      #expect(added.references.map(\.reference.origin) == [output.id], "\(name)")
    }
  }
}
