import Foundation
import Testing
import Troupe

@testable import TroupeImaging

/// Pictures for people, of generations and of plans.
@Suite struct SheetTests {
  @Test func aContactSheetShowsEveryGeneration() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    let roof = try await scratch.shot("a roof")
    let bridge = try await scratch.shot("a bridge")
    let row = try await library.contactSheet([roof, bridge], title: "Places", columns: 2)
    let column = try await library.contactSheet([roof, bridge], columns: 1)
    #expect(row.width > column.width && row.height < column.height && row.lacking.isEmpty)
    let decoded = try Raster(decoding: row.png)
    #expect(decoded.width == row.width && decoded.height == row.height)
    let output = try #require(roof.outputs.first)
    try FileManager.default.removeItem(at: library.url(of: output.path))
    #expect(await code { _ = try await library.contactSheet([roof]) } == "damaged_file")
  }

  @Test func aGenerationWithoutAnImageIsShownAsWords() async throws {
    let scratch = try await TemporaryLibrary()
    let failed = Generation(
      id: ULID(at: Date(), entropy: 1), state: .failed, createdAt: Date(), model: "m",
      provider: "p", prompt: "a roof", promptSent: "a roof")
    #expect(try await scratch.library.contactSheet([failed]).width > 0)
    #expect(try await scratch.library.contactSheet([]).height > 0)
  }

  @Test func aPlanSheetShowsWhatWouldGo() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    let sheet = try await library.planSheet("@kael and @米拉, @ink", .offline)
    #expect(sheet.images.map(\.chosen.asset) == sheet.plan.selection.chosen.map(\.asset))
    #expect(sheet.images.count == 3 && sheet.images.allSatisfy { $0.rendition.width == 64 })
    #expect(sheet.sheet.png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(try await library.planSheet("a roof", .offline).images.isEmpty)
    #expect(await code { _ = try await library.planSheet("@x", .offline) } == "unknown_asset")
  }

  @Test func aModelSheetShowsOneLookOrAll() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    let coat = try scratch.picture("coat.png", blue: 99)
    try await library.addReferences(
      to: "kael", images: [.file(coat)], ReferenceDetails(view: .back, look: "Coat"))
    #expect(try await library.modelSheet(of: "kael").references.count == 2)
    let one = try await library.modelSheet(of: "kael", look: "coat")
    #expect(one.look == "Coat" && one.references.map(\.view) == [.back])
    let usual = try await library.modelSheet(of: "kael", look: "")
    #expect(usual.references.map(\.view) == [.front] && usual.asset.handle == "kael")
    #expect(
      await code { _ = try await library.modelSheet(of: "kael", look: "hat") } == "unknown_look")
    #expect(await code { _ = try await library.modelSheet(of: "x") } == "unknown_asset")
  }
}
