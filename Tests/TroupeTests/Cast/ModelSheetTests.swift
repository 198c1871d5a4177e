import Foundation
import Testing
import Troupe

@testable import TroupeImaging

@Suite struct ModelSheetTests {
  private func library() async throws -> (Library, URL) {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "troupe-sheet-\(UUID().uuidString)")
    let library = try await Library.make(at: folder)
    let picture = folder.appending(path: "kael.png")
    try Raster(width: 90, height: 120, filledWith: Color(hex: 0x336699)).encodedPNG()
      .write(to: picture)
    try await library.add(
      .character, "凯尔", images: [.file(picture)], AssetDetails(traits: ["左眼上有一道疤"]),
      reference: ReferenceDetails(view: .front))
    return (library, folder)
  }

  @Test func theSystemsFontsAreFound() async throws {
    let (library, folder) = try await library()
    defer { try? FileManager.default.removeItem(at: folder) }
    let sheet = try await library.modelSheet(of: "@凯尔", edge: 128)
    // 'make prepare' sees to a Chinese font.
    #expect(sheet.sheet.lacking == "" && sheet.references.count == 1)
    #expect(try await library.modelSheet(of: "凯尔", edge: 128).sheet == sheet.sheet)
    let decoded = try Raster(decoding: sheet.sheet.png)
    #expect(decoded.width == sheet.sheet.width && decoded.height == sheet.sheet.height)
    // No font has what is no character yet.
    try await library.set("凯尔", AssetDetails(name: "\u{0378} 凯尔 🚀"))
    #expect(try await library.modelSheet(of: "凯尔", edge: 128).sheet.lacking == "\u{0378}")
  }

  @Test func retiredReferencesAreLeftOut() async throws {
    let (library, folder) = try await library()
    defer { try? FileManager.default.removeItem(at: folder) }
    let reference = try #require(try await library.references(of: "凯尔").first)
    try await library.retire(reference.digest.short)
    await #expect(throws: TroupeError.catalog(.noReferences(asset: "凯尔", look: nil))) {
      try await library.modelSheet(of: "凯尔")
    }
  }

  @Test func sizesOutsideTheBoundsAreRefused() async throws {
    let (library, folder) = try await library()
    defer { try? FileManager.default.removeItem(at: folder) }
    for (columns, edge) in [(0, 100), (13, 100), (1, 63), (1, 2049)] {
      await #expect(throws: TroupeError.self) {
        try await library.modelSheet(of: "凯尔", columns: columns, edge: edge)
      }
    }
  }
}
