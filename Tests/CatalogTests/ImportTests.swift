import Foundation
import Testing
import TroupeCatalog
import TroupeImaging
import TroupeStorage
import TroupeVocabulary

struct ImportTests {
  @Test func oneBadImageKeepsAllOut() async throws {
    let test = try TestCatalog()
    let fault = await #expect(throws: TroupeError.self) {
      try await test.character("kael", .plain(0x1), .plain(0x2), .notAnImage, .plain(0x3))
    }
    #expect(fault == .image(name: "third.png", .notAnImage(found: "HTML")))
    #expect(try await test.count("asset") == 0)
    #expect(try await test.count("reference") == 0)
    #expect(try await test.count("object") == 0)
    #expect(try test.objects.all().isEmpty)
    #expect(try test.objects.removeLeftovers(changedBefore: .distantFuture) == 0)
    try await test.character("kael", .plain(0x1))
  }

  @Test func theFirstBadImageIsNamed() async throws {
    let test = try TestCatalog()
    try await test.character("kael")
    var empty = NewReference.notAnImage
    empty.read = { Data() }
    empty.fileName = "second.png"
    let images = [try NewReference.plain(0x1), empty, .notAnImage]
    await #expect(throws: TroupeError.image(name: "second.png", .empty)) {
      try await test.catalog.addReferences(to: Handle("kael"), images)
    }
  }

  @Test func aTakenHandleIsSaidBeforeImagesAreRead() async throws {
    let test = try TestCatalog()
    try await test.character("kael")
    await #expect(throws: TroupeError.handleTaken("kael", kind: .character)) {
      try await test.character("Kael", .notAnImage)
    }
    await #expect(throws: TroupeError.unknownAsset("nobody", nearest: [])) {
      try await test.catalog.addReferences(to: Handle("nobody"), [.notAnImage])
    }
  }

  @Test func manyImagesComeInOrder() async throws {
    let test = try TestCatalog()
    let images = try (0..<24).map { try NewReference.plain($0 * 9973, caption: "\($0)") }
    let imported = try await test.catalog.add(
      .character, handle: try Handle("kael"), name: nil, description: "", traits: [], tags: [],
      references: images
    ).1
    #expect(imported.map(\.reference.caption) == (0..<24).map { "\($0)" })
    #expect(imported.map(\.reference.rank) == Array(0..<24))
  }

  @Test func theSameImportGivesTheSameReferences() async throws {
    let normalization = Normalization(longEdge: 300)
    let images = try [0x1, 0x2, 0x3].map { try NewReference.plain($0, width: 600, height: 400) }
    var digests: [[Digest]] = []
    for _ in 0..<2 {
      let test = try TestCatalog(normalization: normalization)
      try await test.character("kael")
      digests.append(
        try await test.catalog.addReferences(to: Handle("kael"), images).map(\.reference.digest))
    }
    #expect(digests[0] == digests[1])
  }

  @Test func aKilledImportLeavesOnlyFiles() async throws {
    let test = try TestCatalog()
    let folder = test.folder
    await #expect(processExitsWith: .signal(SIGKILL)) { [folder = folder as URL] in
      let dying = try TestCatalog(in: folder) { kill(getpid(), SIGKILL) }
      try await dying.character("kael", .plain(0x1), .plain(0x2))
    }
    #expect(try await test.count("asset") == 0)
    #expect(try await test.count("object") == 0)
    let orphans = try test.objects.all()
    #expect(orphans.count >= 2)
    for orphan in orphans {
      #expect(test.objects.check(orphan.digest, fileExtension: orphan.fileExtension) == nil)
    }
    try await test.character("kael", .plain(0x1), .plain(0x2))
    #expect(try await test.count("reference") == 2)
    #expect(try test.objects.all() == orphans)
  }

  @Test func aCancelledImportLeavesNoRows() async throws {
    let test = try TestCatalog()
    let images = try (0..<40).map { try NewReference.plain($0, width: 300, height: 300) }
    let task = Task {
      try await test.catalog.add(
        .character, handle: try Handle("kael"), name: nil, description: "", traits: [], tags: [],
        references: images
      ).0
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try await test.count("asset") == 0)
  }
}
