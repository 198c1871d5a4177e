import Foundation
import Testing
import TroupeCatalog
import TroupeDrawing
import TroupeImaging
import TroupeStorage
import TroupeVocabulary

struct NearDuplicateTests {
  private let test: TestCatalog
  private let kael: Handle
  private let picture: Raster

  init() throws {
    test = try TestCatalog()
    kael = Handle("kael")
    var canvas = Canvas(width: 300, height: 200, background: Color(hex: 0x203040))
    canvas.fill(Rect(x: 20, y: 30, width: 90, height: 60), Color(hex: 0xC0392B))
    canvas.fillCircle(x: 200, y: 70, radius: 50, .solid(Color(hex: 0xF1C40F)))
    canvas.fill(Rect(x: 130, y: 120, width: 140, height: 60), Color(hex: 0x27AE60))
    canvas.fillCircle(x: 60, y: 150, radius: 30, .solid(Color(hex: 0xECF0F1)))
    picture = canvas.raster
  }

  private func reference(_ bytes: Data) -> NewReference {
    NewReference(bytes: bytes, fileName: "one")
  }

  private func notes(_ bytes: Data..., to handle: Handle) async throws -> [[String]] {
    try await test.catalog.addReferences(to: handle, bytes.map(reference)).references.map(\.notes)
  }

  @Test func aPictureSavedAnewIsNamedAndKept() async throws {
    try await test.character("kael", reference(picture.encodedPNG()))
    let first = try #require(
      try await test.catalog.references(of: kael, includeRetired: false).first)
    let notes = try await notes(picture.encodedJPEG(quality: 60), to: kael)
    #expect(notes == [["same picture re-encoded as \(first.digest.short)"]])
    #expect(try await test.count("reference") == 2)
    #expect(try await test.count("fingerprint") == 2)
  }

  @Test func anotherShotIsNamedWithinItsAssetAlone() async throws {
    let shot = try picture.cropped(x: 15, y: 10, width: 270, height: 180).encodedPNG()
    try await test.character("kael", reference(picture.encodedPNG()))
    try await test.character("mira")
    let first = try #require(
      try await test.catalog.references(of: kael, includeRetired: false).first)
    #expect(try await notes(shot, to: kael) == [["another shot of \(first.digest.short)"]])
    #expect(try await notes(shot, to: Handle("mira")) == [["same picture as a reference of @kael"]])
    let other = try Raster(width: 30, height: 30, filledWith: .white).encodedPNG()
    #expect(try await notes(other, to: kael) == [[]])
  }

  @Test func aMirroredCopyIsToldAsOne() async throws {
    try await test.character("kael", reference(picture.encodedPNG()))
    let first = try #require(
      try await test.catalog.references(of: kael, includeRetired: false).first)
    let other = try picture.oriented(2).encodedPNG()
    #expect(try await notes(other, to: kael) == [["mirrored copy of \(first.digest.short)"]])
  }

  @Test func picturesOfOneCommandAreCompared() async throws {
    try await test.character("kael")
    let notes = try await notes(
      picture.encodedPNG(), picture.encodedJPEG(), picture.encodedPNG(), to: kael)
    #expect(notes[0].isEmpty && notes[2] == ["the same picture is there already"])
    #expect(notes[1].count == 1 && notes[1][0].hasPrefix("same picture re-encoded as "))
  }

  @Test func retiredPicturesAreNotNamed() async throws {
    try await test.character("kael", reference(picture.encodedPNG()))
    let first = try #require(
      try await test.catalog.references(of: kael, includeRetired: false).first)
    _ = try await test.catalog.retire(first, true)
    #expect(try await notes(picture.encodedJPEG(), to: kael) == [[]])
  }
}
