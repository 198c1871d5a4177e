import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeVocabulary

@testable import TroupeSending

/// What a user is told of an answer besides its images.
@Suite struct FindingTests {
  private static let prefix = #"{"candidates":[{"content":{"parts":["#
  private static func answer(_ parts: String, _ rest: String = "") -> FakeReply {
    FakeReply(
      json: prefix + parts + #"],"role":"model"},"finishReason":"STOP","index":0}]\#(rest)}"#,
      isBilled: true)
  }
  private static func part(_ bytes: Data, _ rest: String = "") -> String {
    #"{"inlineData":{"mimeType":"image/png","data":"\#(bytes.base64EncodedString())"}\#(rest)}"#
  }

  private static func made(
    _ reply: FakeReply, _ parameters: Parameters = Parameters()
  ) async throws -> GenerationResult {
    let fixture = try LineageFixture([reply])
    let request = fixture.request("a red cube", model: "gemini-3-pro-image", parameters)
    let made = try await fixture.make(request)
    #expect(try await fixture.verify().problems.isEmpty)
    return made
  }

  @Test func bytesThatAreNoImageAreKeptAndNotDone() async throws {
    let picture = SamplePicture.png(width: 40, height: 40)
    for bytes in [
      picture.prefix(picture.count / 2), Data(count: 1000), Data("%PDF-1.4\n\u{e2}\u{e3}".utf8),
    ] {
      let made = try await Self.made(Self.answer(Self.part(bytes)))
      #expect(made.generation.state == .unknown)
      #expect(made.generation.outputs.count == 1, "what was paid for is kept")
      #expect(made.generation.findings.first?.code == .unreadable)
      #expect(made.generation.findings.first?.output == 1)
      #expect(made.error?.code == "unreadable_image")
    }
  }

  @Test func verifyNamesOutputsThatCannotBeRead() async throws {
    let picture = SamplePicture.png(width: 40, height: 40)
    let fixture = try LineageFixture([
      Self.answer(Self.part(picture) + "," + Self.part(picture.prefix(60)))
    ])
    let made = try await fixture.make(fixture.request("a red cube"))
    let report = try await fixture.verify()
    #expect(report.unreadable.map(\.subject) == ["\(made.generation.id)/2"])
    #expect(report.problems.isEmpty, "it is as recorded")
  }

  @Test func anImageWithoutContentIsChangedOnlyWhereThatIsMeant() async throws {
    let fixture = try LineageFixture([Self.answer(Self.part(SamplePicture.blank))])
    let made = try await fixture.make(fixture.request("a red cube"))
    #expect(made.generation.state == .done)
    #expect(made.generation.findings.map(\.code) == [.blank])
    let name = "\(made.generation.id)/1"
    await #expect(
      throws: TroupeError.request(
        .blankImage(name, content: "nothing but the color #808080"))
    ) {
      try await fixture.resolver.output(name, role: .parent, allowsBlank: false)
    }
    _ = try await fixture.resolver.output(name, role: .parent, allowsBlank: true)
  }

  @Test func whatCannotBeReadIsNotEdited() async throws {
    let picture = SamplePicture.png(width: 40, height: 40)
    let fixture = try LineageFixture([Self.answer(Self.part(picture.prefix(picture.count / 2)))])
    let made = try await fixture.make(fixture.request("a red cube"))
    let error = await #expect(throws: TroupeError.self) {
      try await fixture.resolver.output("\(made.generation.id)/1", role: .parent)
    }
    #expect(error?.code == "bad_image")
  }

  @Test func oneUnreadableImageDoesNotCostAnother() async throws {
    let picture = SamplePicture.png(width: 40, height: 40)
    let made = try await Self.made(
      Self.answer(Self.part(picture) + "," + Self.part(picture.prefix(60))))
    #expect(made.generation.state == .done)
    #expect(made.generation.findings.filter { $0.code == .unreadable }.map(\.output) == [2])
    #expect(made.error?.code == "unreadable_image")
  }

  @Test func whatCameIsHeldAgainstWhatWasAsked() async throws {
    let reply = Self.answer(
      Self.part(SamplePicture.png(width: 90, height: 30)), #","modelVersion":"other-model-1""#)
    let made = try await Self.made(reply, Parameters(aspect: "3:4", size: "2K"))
    let found = made.generation.findings
    #expect(found.first { $0.code == .aspect }?.asked == "3:4")
    #expect(found.first { $0.code == .pixels }?.asked == "2K 3:4")
    #expect(found.first { $0.code == .pixels }?.got == "90×30")
    #expect(found.first { $0.code == .model }?.got == "other-model-1")
    #expect(made.error == nil)
  }

  @Test func aVersionOfTheModelIsTheModel() async throws {
    let reply = Self.answer(
      Self.part(SamplePicture.png()), #","modelVersion":"models/gemini-3-pro-image-preview""#)
    #expect(try await Self.made(reply).generation.findings.allSatisfy { $0.code != .model })
  }

  @Test func draftsAreListedWithTheirFiles() async throws {
    let (first, second) = (SamplePicture.png(width: 3, height: 2), SamplePicture.png())
    let reply = Self.answer(Self.part(first, #","thought":true"#) + "," + Self.part(second))
    let drafts = try await Self.made(reply).generation.findings.filter { $0.code == .draft }
    #expect(drafts.map(\.digest) == [Digest(hashing: first)])
    #expect(drafts.allSatisfy { $0.path != nil && !$0.isTrouble })
  }

  @Test func aDraftCountsWhereNothingWasFinished() async throws {
    let made = try await Self.made(
      Self.answer(Self.part(SamplePicture.png(), #","thought":true"#)))
    #expect(made.generation.state == .done && made.generation.outputs.count == 1)
    #expect(made.generation.findings.contains { $0.code == .draft && $0.output == 1 })
  }

  @Test func addressesAreRecordedAndForeignOnesNotFetched() async throws {
    let address = "https://images.example.com/a.png"
    let made = try await Self.made(
      Self.answer(#"{"fileData":{"fileUri":"\#(address)"}}"#))
    #expect(made.generation.state == .unknown)
    #expect(made.generation.findings.map(\.got) == [address])
    #expect(made.generation.costUSD == nil)
  }

  @Test func manyImagesAreNotBookedAtManyPrices() async throws {
    let part = Self.part(SamplePicture.png())
    let made = try await Self.made(
      Self.answer(Array(repeating: part, count: 3000).joined(separator: ",")))
    #expect(made.generation.outputs.count == 64)
    #expect(made.generation.findings.contains { $0.code == .number })
    let price = try #require(made.generation.costUSD)
    #expect(price < 1, "3,000 copies of one image were made once")
  }
}
