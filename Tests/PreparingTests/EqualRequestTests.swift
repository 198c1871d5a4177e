import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeSending
import TroupeVocabulary

/// Requests that are equal to the eye are equal.
@Suite struct EqualRequestTests {
  @Test(arguments: [
    "a cafe\u{301} at night", "\u{FEFF}a caf\u{E9} at night", "  a caf\u{E9} at night\r\n",
  ])
  func whatLooksTheSameIsNotPaidTwice(_ other: String) async throws {
    let fixture = try LineageFixture([.image()])
    _ = try await fixture.generator.generate(
      fixture.request("a caf\u{E9} at night"), SendOptions())
    let again = try await fixture.generator.generate(fixture.request(other), SendOptions())
    #expect(again.first?.isFromRecord == true)
    #expect(fixture.server.requests.count == 1)
  }

  @Test func theWordsStayAsAsked() async throws {
    let fixture = try LineageFixture([.image()])
    let words = "  a cafe\u{301}\n"
    let made = try await fixture.make(fixture.request(words)).generation
    #expect(made.prompt.utf8.elementsEqual(words.utf8))
  }
}
