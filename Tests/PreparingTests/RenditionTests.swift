import Foundation
import LineageFixture
import Testing
import TroupeCatalog
import TroupeDrawing
import TroupeImaging
import TroupeRecord
import TroupeVocabulary

@testable import TroupePreparing

@Suite struct RenditionTests {
  private let fixture: LineageFixture

  init() throws { fixture = try LineageFixture() }

  /// A lantern, cut out, larger than the model takes.
  private func addLantern() async throws -> Reference {
    var canvas = Canvas(
      width: 800, height: 600, background: Color(red: 0, green: 0, blue: 0, alpha: 0))
    canvas.fillCircle(x: 400, y: 300, radius: 200, .solid(Color(hex: 0xFFCC66)))
    let bytes = try canvas.raster.encodedPNG()
    let report = try await fixture.catalog.add(
      .object, handle: Handle("lantern"), name: nil, description: "", traits: [], tags: [],
      references: [NewReference(bytes: bytes, fileName: "lantern.png")])
    return try #require(report.references.first).reference
  }

  private func prepared() async throws -> PreparedRequest {
    try await fixture.preparation.prepare(
      fixture.request("@lantern", model: "test/tight", Parameters(aspect: "4:3")))
  }

  @Test func whatAModelDoesNotTakeIsMadeToFitAndSaid() async throws {
    let reference = try await addLantern()
    let prepared = try await prepared()
    let rendition = try #require(prepared.inputs.first).rendition
    #expect(reference.image.type == .png && rendition.type == .jpeg)
    let bytes = try fixture.objects.read(rendition.digest, fileExtension: "jpg")
    let raster = try Raster(decoding: bytes)
    #expect(raster.width == 512 && raster.height == 384)
    // What was clear is white.
    #expect(raster[2, 2].green > 250)
    let adjustment = try #require(
      prepared.adjustments.first { $0.field == "image \(reference.digest.short)" })
    #expect(adjustment.after.hasPrefix("image/jpeg"))
  }

  /// Where images may go as files, none is made smaller so that a request can hold them all.
  @Test(arguments: [false, true])
  func imagesThatMayGoAsFilesStayAsTheyAre(_ mayGo: Bool) async throws {
    let reference = try await addLantern()
    var profile = try fixture.models.profile(named: "test/narrow").profile
    if mayGo {
      profile.limits.uploadBytes = Limit(hard: 1_000_000, source: "test", checked: "2026-11-29")
    }
    let maker = RenditionMaker(
      objects: fixture.objects, profile: profile, for: fixture.request("@lantern"),
      cache: try await RenditionCache(fixture.database, of: [reference.image.digest]))
    let input = ChosenInput(
      position: 1, role: .identity,
      depiction: Depiction(asset: try Handle("lantern"), name: nil, kind: .object),
      image: reference.image, reason: "named")
    let made = try maker.render([input])
    #expect((made?.0.first?.digest == reference.image.digest) == mayGo)
  }

  @Test func aRenditionIsMadeOnceAndAgainWhenItsFileIsGone() async throws {
    let reference = try await addLantern()
    let first = try #require(try await prepared().inputs.first).rendition
    let objects = fixture.objects
    let source = objects.path(reference.digest, fileExtension: "png")
    let aside = fixture.folder.appending(path: "aside").path
    try FileManager.default.moveItem(atPath: source, toPath: aside)
    // Whoever needs the reference's pixels now would fail.
    #expect(try await prepared().inputs.first?.rendition.digest == first.digest)
    #expect(
      try objects.remove(first.digest, fileExtension: "jpg", changedBefore: .distantFuture))
    await #expect(throws: TroupeError.self) { try await prepared() }
    try FileManager.default.moveItem(atPath: aside, toPath: source)
    #expect(try await prepared().inputs.first?.rendition.digest == first.digest)
    #expect(objects.check(first.digest, fileExtension: "jpg") == nil)
    #expect(try await fixture.verify().problems.isEmpty)
  }

  @Test func nearlyTheSamePictureIsSentOnce() async throws {
    let scene = Raster(
      width: 300, height: 200, channels: 3,
      pixels: (0..<300 * 200 * 3).map { UInt8(truncatingIfNeeded: ($0 / 900) &* ($0 % 900) / 400) })
    _ = try await fixture.catalog.add(
      .character, handle: Handle("kael"), name: nil, description: "", traits: [], tags: [],
      references: [90, 60].map { quality in
        NewReference(
          bytes: try scene.encodedJPEG(quality: quality), fileName: "\(quality).jpg",
          view: quality == 90 ? .front : .profile)
      })
    let prepared = try await fixture.preparation.prepare(
      fixture.request("@kael", model: "test/small", Parameters(aspect: "4:3")))
    #expect(prepared.selection.chosen.count == 1)
    #expect(prepared.selection.excluded.count == 1)
  }
}
