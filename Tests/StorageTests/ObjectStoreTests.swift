import Foundation
import Testing
import TroupeStorage
import TroupeVocabulary

struct ObjectStoreTests {
  private let library: TestLibrary
  private let store: ObjectStore

  init() throws {
    library = try TestLibrary()
    store = ObjectStore(folder: library.folder.appending(path: "objects"))
  }

  private func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: library.folder.path)
      .filter { $0.contains(".") }.sorted()
  }

  @Test func theNameIsTheDigest() throws {
    let digest = try store.put(Data("abc".utf8), fileExtension: "png")
    #expect(digest.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    let relative = "objects/ba/\(digest.hex.dropFirst(2)).png"
    #expect(ObjectStore.relativePath(digest, fileExtension: "png") == relative)
    #expect(store.path(digest, fileExtension: "png") == library.folder.path + "/" + relative)
    #expect(try store.read(digest, fileExtension: "png") == Data("abc".utf8))
    #expect(try files() == [relative])
    let facts = try FileManager.default.attributesOfItem(
      atPath: store.path(digest, fileExtension: "png"))
    #expect(facts[.posixPermissions] as? Int == 0o600)
  }

  @Test func keepingTwiceKeepsOne() throws {
    let first = try store.put(Data("abc".utf8), fileExtension: "png")
    let before = try files()
    #expect(try store.put(Data("abc".utf8), fileExtension: "png") == first)
    #expect(try files() == before)
  }

  @Test func anEmptyObjectIsOne() throws {
    let digest = try store.put(Data(), fileExtension: "bin")
    #expect(store.check(digest, fileExtension: "bin") == nil)
    #expect(try store.read(digest, fileExtension: "bin").isEmpty)
  }

  @Test func leftoversOfACrashAreInNobodysWay() throws {
    let bytes = Data("abc".utf8)
    let digest = Digest(hashing: bytes)
    let path = store.path(digest, fileExtension: "png")
    let shelf = URL(filePath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: shelf, withIntermediateDirectories: true)
    // A killed process of this very number, at the moment before its rename.
    let leftover = shelf.appending(path: ".\(URL(filePath: path).lastPathComponent).\(getpid())-0")
    try Data("half".utf8).write(to: leftover)
    #expect(try store.put(bytes, fileExtension: "png") == digest)
    #expect(try store.all().map(\.digest) == [digest])
    #expect(store.check(digest, fileExtension: "png") == nil)
    #expect(try store.removeLeftovers(changedBefore: .now.addingTimeInterval(-3600)) == 0)
    #expect(try store.removeLeftovers(changedBefore: .now.addingTimeInterval(3600)) == 1)
    #expect(try files().count == 1)
  }

  @Test func aShortFileIsMadeWholeAgain() throws {
    let bytes = Data("abc".utf8)
    let digest = try store.put(bytes, fileExtension: "png")
    try Data("a".utf8).write(to: URL(filePath: store.path(digest, fileExtension: "png")))
    #expect(store.check(digest, fileExtension: "png") == "holds other bytes")
    _ = try store.put(bytes, fileExtension: "png")
    #expect(store.check(digest, fileExtension: "png") == nil)
  }

  @Test func damageIsFound() throws {
    let digest = try store.put(Data("abc".utf8), fileExtension: "png")
    #expect(store.check(digest, fileExtension: "png") == nil)
    try Data("abb".utf8).write(to: URL(filePath: store.path(digest, fileExtension: "png")))
    #expect(store.check(digest, fileExtension: "png") == "holds other bytes")
    #expect(try !store.remove(digest, fileExtension: "png", changedBefore: .distantPast))
    #expect(try store.remove(digest, fileExtension: "png", changedBefore: .distantFuture))
    #expect(store.check(digest, fileExtension: "png") == "missing")
    #expect(throws: TroupeError.library(.damagedFile(digest, reason: "missing"))) {
      try store.read(digest, fileExtension: "png")
    }
    #expect(try !store.remove(digest, fileExtension: "png", changedBefore: .distantFuture))
  }

  @Test func everyObjectIsListedAndNothingElse() throws {
    #expect(try store.all().isEmpty)
    let some = try (0..<40).map { try store.put(Data("\($0)".utf8), fileExtension: "jpg") }
    let other = try store.put(Data("0".utf8), fileExtension: "png")
    let objects = library.folder.appending(path: "objects")
    try Data().write(to: objects.appending(path: "notes.txt"))
    try Data().write(to: objects.appending(path: "\(other.hex.prefix(2))/notes.txt"))
    let all = try store.all()
    #expect(Set(all.map(\.digest)) == Set(some))
    #expect(all.count == 41)
    #expect(all.map(\.digest) == all.map(\.digest).sorted())
    #expect(all.allSatisfy { $0.byteCount == ($0.digest == other ? 1 : $0.byteCount) })
  }

  @Test func manyAtOnceOfTheSameBytes() async throws {
    let store = store
    let digests = try await withThrowingTaskGroup(of: Digest.self) { group in
      for _ in 0..<32 {
        group.addTask { try store.put(Data(repeating: 1, count: 100_000), fileExtension: "png") }
      }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(digests.count == 1)
    #expect(try files().count == 1)
  }

  @Test func aStreamHasTheDigestOfItsWhole() {
    let bytes = Data((0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    var streaming = StreamingDigest()
    for start in stride(from: 0, to: bytes.count, by: 7_001) {
      streaming.update(bytes[start..<min(bytes.count, start + 7_001)])
    }
    #expect(streaming.finish() == Digest(hashing: bytes))
  }
}

struct StagingTests {
  private let bytes = Data("a picture".utf8)

  @Test func aStagedFileIsNoObjectUntilPublished() throws {
    let library = try TestLibrary()
    let store = ObjectStore(folder: library.folder.appending(path: "objects"))
    let staged = try store.stage(bytes, fileExtension: "bin")
    #expect(staged.digest == Digest(hashing: bytes) && staged.byteCount == bytes.count)
    #expect(try store.all().isEmpty)
    try store.publish(staged)
    #expect(try store.all().map(\.digest) == [staged.digest])
    #expect(store.check(staged.digest, fileExtension: "bin") == nil)
    #expect(try store.removeLeftovers(changedBefore: .distantFuture) == 0)
  }

  @Test func aDiscardedFileLeavesNothing() throws {
    let library = try TestLibrary()
    let store = ObjectStore(folder: library.folder.appending(path: "objects"))
    store.discard(try store.stage(bytes, fileExtension: "bin"))
    #expect(try store.all().isEmpty)
    #expect(try store.removeLeftovers(changedBefore: .distantFuture) == 0)
  }

  @Test func theSameBytesTwiceAreOneObject() throws {
    let library = try TestLibrary()
    let store = ObjectStore(folder: library.folder.appending(path: "objects"))
    for staged in try [
      store.stage(bytes, fileExtension: "bin"), store.stage(bytes, fileExtension: "bin"),
    ] {
      try store.publish(staged)
    }
    #expect(try store.all().count == 1)
  }
}

extension TestLibrary {
  /// Every file below the folder with its time of change.
  func files() throws -> [String: Date?] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    return try Dictionary(
      uniqueKeysWithValues: paths.map { path in
        let facts = try FileManager.default.attributesOfItem(
          atPath: folder.appending(path: path).path)
        return (path, facts[.modificationDate] as? Date)
      })
  }
}
