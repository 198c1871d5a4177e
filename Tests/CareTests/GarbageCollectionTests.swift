import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeCatalog
import TroupeStorage
import TroupeVocabulary

@testable import TroupeCare

/// What `gc` removes, and what it must not.
@Suite struct GarbageCollectionTests {
  private static let late = Date(timeIntervalSince1970: 1_900_000_000)

  @Test func whatTheRecordNamesStaysThoughItsAssetGoes() async throws {
    let fixture = try LineageFixture()
    try await fixture.addCharacter("kael", views: [.front, .back])
    try await fixture.addCharacter("mira")
    let made = try await fixture.make(fixture.request("@kael waves")).generation
    let kael = Handle("kael")
    let unused = try await fixture.catalog.addReferences(
      to: kael,
      [NewReference(bytes: SamplePicture.png(width: 30, height: 9), fileName: "a.png")]
    ).references.first
    _ = try await fixture.catalog.setLook("child", of: kael, LookDetails(traits: ["two braids"]))
    try await fixture.catalog.remove(kael)
    let collection = fixture.garbage

    let early = try await collection.collect(
      before: Date(timeIntervalSince1970: 1_000), isDryRun: false)
    #expect(early.assets.isEmpty && early.files == 0)
    let dry = try await collection.collect(before: Self.late, isDryRun: true)
    #expect(dry.assets == [kael] && dry.files > 0)
    #expect(try await fixture.catalog.restore(kael).handle == kael)
    try await fixture.catalog.remove(kael)
    let done = try await collection.collect(before: Self.late, isDryRun: false)
    #expect(done.assets == dry.assets && done.files == dry.files && done.bytes == dry.bytes)
    let objects = fixture.objects
    if let unused { #expect(objects.check(unused.reference.digest, fileExtension: "png") != nil) }
    #expect(try await fixture.verify().problems.isEmpty)
    // The generation can still be sent again, byte for byte.
    let again = try await fixture.replay.replay(made.id)
    #expect(again.error == nil && again.generation.inputs == made.inputs)
    #expect(try await collection.collect(before: Self.late, isDryRun: false).files == 0)
    // Its handle is free, and another asset keeps its pictures.
    try await fixture.addCharacter("kael")
    #expect(
      try await fixture.catalog.references(of: Handle("mira"), includeRetired: true).count
        == 1)
  }

  @Test func filesThatNothingNamesGoOnceTheyAreOld() async throws {
    let fixture = try LineageFixture()
    let digest = try fixture.objects.put(Data("stray".utf8), fileExtension: "png")
    let collection = fixture.garbage
    let recent = Date().addingTimeInterval(-3_600)
    #expect(try await collection.collect(before: recent, isDryRun: false).files == 0)
    let path = fixture.objects.path(digest, fileExtension: "png")
    let old = [FileAttributeKey.modificationDate: Date(timeIntervalSince1970: 1_000_000)]
    try FileManager.default.setAttributes(old, ofItemAtPath: path)
    // Asked for again, it is young again.
    _ = try fixture.objects.put(Data("stray".utf8), fileExtension: "png")
    #expect(try await collection.collect(before: recent, isDryRun: false).files == 0)
    try FileManager.default.setAttributes(old, ofItemAtPath: path)
    let report = try await collection.collect(before: recent, isDryRun: false)
    #expect(report.files == 1 && report.bytes == 5)
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
