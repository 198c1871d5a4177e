import Foundation
import Testing
import TroupeCatalog
import TroupeDrawing
import TroupeImaging
import TroupeVocabulary

@Suite struct NearDuplicateGroupTests {
  @Test func aPictureSavedAgainIsInOneGroupWithItself() async throws {
    let test = try TestCatalog()
    let kael = Handle("kael")
    try await test.character("kael")
    var files: [Data] = []
    for seed in 0..<3 {
      let raster = Self.picture(seed)
      files += [try raster.encodedJPEG(quality: 90), try raster.encodedJPEG(quality: 60)]
    }
    files.append(try Self.picture(9).encodedPNG())
    let added = try await test.catalog.addReferences(
      to: kael, files.enumerated().map { NewReference(bytes: $1, fileName: "\($0)") })
    let digests = added.references.map(\.reference.digest)
    let appearance = try await test.catalog.appearance(of: kael)
    #expect(
      appearance.nearDuplicates == [
        [digests[0], digests[1]], [digests[2], digests[3]], [digests[4], digests[5]],
      ])
    #expect(Set(appearance.sharpness.keys) == Set(digests))
    _ = try await test.catalog.retire(added.references[0].reference, true)
    #expect(try await test.catalog.appearance(of: kael).nearDuplicates.count == 2)
  }

  /// Soft shapes at places of their own for each seed.
  private static func picture(_ seed: Int) -> Raster {
    var canvas = Canvas(width: 320, height: 240, background: Color(hex: 0x8090A0))
    var state = UInt32(seed * 7919 + 1)
    func next(_ bound: Double) -> Double {
      state = state &* 1_664_525 &+ 1_013_904_223
      return Double(state >> 8) / Double(1 << 24) * bound
    }
    for _ in 0..<24 {
      let color = Color(hex: UInt32(next(16_777_215)))
      canvas.fillCircle(x: next(320), y: next(240), radius: 10 + next(50), .solid(color))
    }
    return canvas.raster
  }
}
