import Foundation
import TestSupport
import Testing
import Troupe

/// What a real person agreed to.
@Suite struct LikenessTests {
  @Test func aRealPersonWithoutAReleaseIsWarnedOf() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    #expect(try await library.likenessWarnings(for: ["kael", "ink"]).isEmpty)
    try await library.set("kael", AssetDetails(likeness: .real))
    try await library.set("米拉", AssetDetails(likeness: .fictional))
    let warnings = try await library.likenessWarnings(for: ["kael", "米拉", "kael"])
    #expect(warnings.map(\.asset) == ["kael"])
    let shots = [try await scratch.shot("@kael on a roof").id, try await scratch.shot("@米拉").id]
    #expect(try await library.likenessWarnings(in: shots) == warnings)
    #expect(try await library.likenessWarnings(in: [shots[1]]).isEmpty)
    let paper = try scratch.file("agreement.pdf", Data("I agree.".utf8))
    let signed = try await library.setRelease(paper, of: "kael")
    #expect(signed.release?.fileName == "agreement.pdf" && signed.likeness == .real)
    #expect(try await library.likenessWarnings(for: ["kael"]).isEmpty)
    let kept = try #require(signed.release)
    #expect(try Data(contentsOf: library.url(of: kept.path)) == Data("I agree.".utf8))
    // Nothing that stays in use is collected, and what was taken back stays too.
    let other = try scratch.file("other.txt", Data("I agree to more.".utf8))
    #expect(try await library.setRelease(other, of: "kael").release?.fileName == "other.txt")
    let collected = try await library.collectGarbage(olderThan: 0)
    #expect(collected.assets.isEmpty && collected.files == 0)
    #expect(try await library.removeRelease(of: "kael").release == nil)
    #expect(try await library.likenessWarnings(for: ["kael"]).count == 1)
    let report = try await library.verify()
    #expect(report.problems.isEmpty && report.orphans == 0)
  }

  @Test func whatIsNoReleaseIsRefused() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    let empty = try scratch.file("empty", Data())
    #expect(await code { try await library.setRelease(empty, of: "kael") } == "invalid_value")
    let lacking = scratch.base.appending(path: "none.pdf")
    #expect(await code { try await library.setRelease(lacking, of: "kael") } == "no_file")
    #expect(await code { try await library.setRelease(scratch.base, of: "kael") } == "directory")
    #expect(await code { try await library.setRelease(empty, of: "x") } != nil)
    #expect(await code { try await library.removeRelease(of: "x") } == "unknown_asset")
  }
}
