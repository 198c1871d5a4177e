import Foundation
import Testing
import TroupeCatalog
import TroupeImaging
import TroupeStorage
import TroupeVocabulary

struct ImportTests {
  @Test func badImagesAreNamedAndTheOthersAreIn() async throws {
    let test = try TestCatalog()
    var empty = NewReference.notAnImage
    empty.read = { Data() }
    empty.fileName = "second.png"
    let report = try await test.catalog.add(
      .character, handle: Handle("kael"), name: nil, description: "", traits: [], tags: [],
      references: [.plain(0x1), empty, .plain(0x2), .notAnImage])
    #expect(report.references.map(\.reference.rank) == [0, 1])
    #expect(
      report.refused.map(\.error) == [
        .image(name: "second.png", .empty), .image(name: "third.png", .notAnImage(found: "HTML")),
      ])
    #expect(report.refused.map(\.file) == ["second.png", "third.png"])
    #expect(try await test.count("reference") == 2)
  }

  @Test func whereNothingCanBeReadNothingIsAdded() async throws {
    let test = try TestCatalog()
    await #expect(throws: TroupeError.image(name: "third.png", .notAnImage(found: "HTML"))) {
      try await test.character("kael", .notAnImage)
    }
    let fault = await #expect(throws: TroupeError.self) {
      try await test.character("kael", .notAnImage, .notAnImage)
    }
    guard case .catalog(.noneAdded(let reasons))? = fault else { throw fault ?? .interrupted }
    #expect(reasons.count == 2)
    #expect(try await test.count("asset") == 0)
    #expect(try await test.count("object") == 0)
    #expect(try test.objects.all().isEmpty)
    #expect(try test.objects.removeLeftovers(changedBefore: .distantFuture) == 0)
  }

  @Test func whatIsInIsNotReadAgain() async throws {
    let test = try TestCatalog()
    let images = try (0..<30).map { try NewReference.plain($0 * 9973) }
    let first = try await test.catalog.add(
      .character, handle: Handle("kael"), name: nil, description: "", traits: [], tags: [],
      references: Array(images.prefix(26)))
    // Normalized again by these settings, they would be other pictures.
    let smaller = try TestCatalog(in: test.folder, normalization: Normalization(longEdge: 20))
    let again = try await smaller.catalog.addReferences(to: Handle("kael"), images)
    #expect(again.references.map(\.isNew) == (0..<30).map { $0 >= 26 })
    #expect(again.references.prefix(26).map(\.reference) == first.references.map(\.reference))
  }

  @Test func whatWasFinishedStaysWhenTheRestIsInterrupted() async throws {
    let test = try TestCatalog()
    var images = try (0..<60).map { try NewReference.plain($0 * 9973) }
    images[50].read = {
      withUnsafeCurrentTask { $0?.cancel() }
      throw CancellationError()
    }
    let (catalog, kael, first) = (test.catalog, Handle("kael"), images)
    let task = Task {
      try await catalog.add(
        .character, handle: kael, name: nil, description: "", traits: [], tags: [],
        references: first
      ).asset
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try await test.count("reference") == 48)
    images[50] = try .plain(50 * 9973)
    let report = try await test.catalog.addReferences(to: kael, images)
    #expect(report.references.count { $0.isNew } == 12)
    #expect(try await test.count("reference") == 60)
  }

  @Test func aTakenHandleIsSaidBeforeImagesAreRead() async throws {
    let test = try TestCatalog()
    try await test.character("kael")
    await #expect(throws: TroupeError.catalog(.handleTaken("kael", kind: .character))) {
      try await test.character("Kael", .notAnImage)
    }
    await #expect(throws: TroupeError.catalog(.unknownAsset("nobody", nearest: []))) {
      try await test.catalog.addReferences(to: Handle("nobody"), [.notAnImage])
    }
  }

  @Test func manyImagesComeInOrder() async throws {
    let test = try TestCatalog()
    let images = try (0..<24).map { try NewReference.plain($0 * 9973, caption: "\($0)") }
    let imported = try await test.catalog.add(
      .character, handle: Handle("kael"), name: nil, description: "", traits: [], tags: [],
      references: images
    ).references
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
        try await test.catalog.addReferences(to: Handle("kael"), images).references
          .map(\.reference.digest))
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
        .character, handle: Handle("kael"), name: nil, description: "", traits: [], tags: [],
        references: images
      ).asset
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try await test.count("asset") == 0)
  }
}
