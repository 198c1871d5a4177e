import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeVocabulary

@testable import TroupePreparing

/// An edit keeps the frame of what it edits.
@Suite struct ParentFrameTests {
  private func frame(
    _ width: Int, _ height: Int, _ asked: Parameters = Parameters()
  ) async throws -> Parameters {
    let fixture = try LineageFixture([])
    let path = fixture.folder.appending(path: "parent.png")
    try SamplePicture.png(width: width, height: height).write(to: path)
    let parent = try await fixture.resolver.file(FilePath(path.path), role: .parent)
    let request = fixture.request(
      "more rain", model: "gemini-3-pro-image", parent: parent, asked)
    return try await fixture.generator.plan(request).sent
  }

  @Test func aLargePageStaysLarge() async throws {
    let kept = try await frame(1792, 2400)
    #expect(kept.size == "2K" && kept.aspect == "3:4")
  }

  @Test func whatTheModelMakesUnaskedIsNotAsked() async throws {
    #expect(try await frame(864, 1184).size == nil)
    let odd = try await frame(100, 30)
    #expect(odd.size == nil && odd.aspect == nil)
  }

  @Test func whatTheUserSaysCounts() async throws {
    let kept = try await frame(1792, 2400, Parameters(aspect: "1:1", size: "1K"))
    #expect(kept.size == "1K" && kept.aspect == "1:1")
  }
}
