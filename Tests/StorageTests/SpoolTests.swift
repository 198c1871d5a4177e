import Foundation
import Testing
import TroupeStorage
import TroupeVocabulary

struct SpoolTests {
  private let library: TestLibrary
  private let spool: Spool
  private let id = ULID(at: Date(timeIntervalSince1970: 1_726_000_000), entropy: 1)

  init() throws {
    library = try TestLibrary()
    spool = Spool(folder: library.folder.appending(path: "spool"))
  }

  @Test func anAnswerIsThereToTheByte() throws {
    let file = try spool.open(id)
    try file.append(Data("{\"status\":200}\n".utf8))
    try Data([0, 255, 10]).withUnsafeBytes { try file.append($0) }
    #expect(file.path.hasSuffix("spool/\(id).part"))
    #expect(!file.isComplete)
    try file.finish()
    try file.finish()
    #expect(file.isComplete)
    #expect(file.path.hasSuffix("spool/\(id).answer"))
    #expect(try file.read() == Data("{\"status\":200}\n".utf8) + Data([0, 255, 10]))
    let names = try FileManager.default.contentsOfDirectory(atPath: library.folder.path + "/spool")
    #expect(names == ["\(id).answer"])
  }

  @Test func onlyItsOwnerMayReadIt() throws {
    let file = try spool.open(id)
    let facts = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect(facts[.posixPermissions] as? Int == 0o600)
    let folder = try FileManager.default.attributesOfItem(atPath: library.folder.path + "/spool")
    #expect(folder[.posixPermissions] as? Int == 0o700)
  }

  @Test func aSendHasOneSpoolFile() throws {
    let file = try spool.open(id)
    #expect(throws: TroupeError.self) { try spool.open(id) }
    try file.finish()
    #expect(throws: TroupeError.self) { try spool.open(id) }
  }

  @Test func whatIsHeldIsNotAbandoned() throws {
    var file: SpoolFile? = try spool.open(id)
    try file?.append(Data("abc".utf8))
    #expect(try spool.abandoned().isEmpty)
    let path = try #require(file?.path)
    let entry = SpoolEntry.named(id, path)
    #expect(try spool.claim(entry) == nil)
    file = nil
    #expect(try spool.abandoned() == [entry])
    let claimed = try #require(try spool.claim(entry))
    #expect(try claimed.read() == Data("abc".utf8))
    #expect(try spool.abandoned().isEmpty)
    #expect(try spool.claim(entry) == nil)
  }

  @Test func aClaimedPartCanBeFinishedOrRemoved() throws {
    try spool.open(id).append(Data("abc".utf8))
    let entry = try #require(try spool.abandoned().first)
    let claimed = try #require(try spool.claim(entry))
    try claimed.append(Data("def".utf8))
    try claimed.finish()
    #expect(try claimed.read() == Data("abcdef".utf8))
    #expect(try spool.claim(entry) == nil, "its name is gone")
    try spool.remove(id)
    try spool.remove(id)
    #expect(try spool.abandoned().isEmpty)
  }

  @Test func theOldestComesFirst() throws {
    let ids = (0..<5).map { ULID(at: Date(timeIntervalSince1970: Double(5 - $0)), entropy: 1) }
    for id in ids { try spool.open(id).finish() }
    try Data().write(to: library.folder.appending(path: "spool/notes.txt"))
    let found = try spool.abandoned()
    #expect(found.map(\.id) == ids.sorted())
    #expect(found.allSatisfy { $0.isComplete })
  }

  @Test func aKilledReceiverLeavesWhatItHad() async throws {
    let folder = library.folder.appending(path: "spool")
    await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as URL, id = id as ULID] in
      let file = try Spool(folder: folder).open(id)
      try file.append(Data("half".utf8))
      kill(getpid(), SIGKILL)
    }
    let entry = try #require(try spool.abandoned().first)
    #expect(entry == .named(id, entry.path))
    #expect(try spool.claim(entry)?.read() == Data("half".utf8))
  }

  @Test func aLivingReceiverKeepsItsFile() async throws {
    let file = try spool.open(id)
    let folder = library.folder.appending(path: "spool")
    let entryPath = file.path
    await #expect(processExitsWith: .success) {
      [folder = folder as URL, id = id as ULID, entryPath = entryPath as String] in
      let spool = Spool(folder: folder)
      if try !spool.abandoned().isEmpty { exit(3) }
      if try spool.claim(.named(id, entryPath)) != nil { exit(4) }
    }
    withExtendedLifetime(file) {}
  }

  @Test func oneOfManyClaimersGetsIt() async throws {
    try spool.open(id).append(Data("abc".utf8))
    let entry = try #require(try spool.abandoned().first)
    let spool = spool
    let claims = try await withThrowingTaskGroup(of: SpoolFile?.self) { group in
      for _ in 0..<16 { group.addTask { try spool.claim(entry) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(claims.compactMap(\.self).count == 1)
  }
}

extension SpoolEntry {
  fileprivate static func named(_ id: ULID, _ path: String) -> SpoolEntry {
    SpoolEntry(id: id, isComplete: path.hasSuffix(".answer"), path: path)
  }
}
