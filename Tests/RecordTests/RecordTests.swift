import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeProviders
import TroupeSending
import TroupeStorage
import TroupeVocabulary

@testable import TroupeRecord

@Suite struct RecordTests {
  @Test func aGenerationIsRecordedWholeAndItsImageKeptAsItCame() async throws {
    let picture = SamplePicture.png(width: 30, height: 20)
    let fixture = try LineageFixture([.image(picture)])
    try await fixture.addCharacter("kael")
    let made = try await fixture.make(
      fixture.request("@kael on a roof", Parameters(aspect: "16:9", size: "2K")))
    let generation = made.generation
    #expect(made.error == nil)
    #expect(generation.state == .done)
    #expect(generation.modelResolved == "fake-model-001")
    #expect(generation.responseID == "fake-response-1")
    #expect(generation.usage?.output == 1120)
    #expect(generation.costUSD == 0.134424)
    #expect(generation.outputs.map(\.width) == [30])
    let output = try #require(generation.outputs.first)
    #expect(try Data(contentsOf: fixture.folder.appending(path: output.path)) == picture)
    #expect(output.path.hasSuffix(".png"))
    let states = try await fixture.states(of: generation.id)
    #expect(states == ["planned", "sent", "received", "done"])
    #expect(fixture.spooled.isEmpty)
    #expect(try await fixture.verify().problems.isEmpty)
  }

  @Test func theSentBodyIsRebuiltByteForByteFromTheRecord() async throws {
    let fixture = try LineageFixture()
    try await fixture.addCharacter("凯尔", views: [.front, .profile])
    _ = try await fixture.make(fixture.request("@凯尔在咖啡馆 \"quoted\" \u{1F3AD}"))
    let json = try #require(
      try await fixture.column("body_json", "SELECT body_json FROM attempt").first)
    let body = try CanonicalJSON.decode(MessageBody.self, from: Data(json.utf8))
    var rebuilt = Data()
    for segment in body.segments {
      switch segment {
      case .text(let text): rebuilt += Data(text.utf8)
      case .base64(let digest, _):
        rebuilt += try fixture.objects.read(digest, fileExtension: "png")
          .base64EncodedData()
      case .file(let digest, _):
        rebuilt += try fixture.objects.read(digest, fileExtension: "png")
      }
    }
    #expect(rebuilt == fixture.server.requests.first?.body)
    #expect(body.digests.count == 2)
  }

  @Test func theKeyIsNowhereInTheLibrary() async throws {
    let fixture = try LineageFixture([.echoedKey])
    _ = try await fixture.make(fixture.request("a red cube"))
    #expect(fixture.server.requests.first?.key == "TEST-KEY")
    let files = try FileManager.default.subpathsOfDirectory(atPath: fixture.folder.path)
    for file in files {
      guard let bytes = try? Data(contentsOf: fixture.folder.appending(path: file)) else {
        continue
      }
      #expect(bytes.range(of: Data("TEST-KEY".utf8)) == nil, "the key stands in \(file)")
    }
  }

  @Test func largeImagesOfAnAnswerAreKeptOnceAndTheAnswerByteForByte() async throws {
    let picture = SamplePicture.png(width: 200, height: 100)
    let reply = FakeReply.image(picture)
    let fixture = try LineageFixture([reply])
    _ = try await fixture.make(fixture.request("a red cube"))
    let json = try #require(
      try await fixture.column("body_json", "SELECT body_json FROM exchange").first)
    let body = try CanonicalJSON.decode(MessageBody.self, from: Data(json.utf8))
    #expect(body.digests == [Digest(hashing: picture)])
    #expect(json.utf8.count < 2000)
    #expect(body.byteCount == reply.body.count)
  }

  @Test func equalRequestsAreAnsweredFromTheRecordUntilTheUserMeansIt() async throws {
    let fixture = try LineageFixture()
    let generator = fixture.generator
    let request = fixture.request("a red cube")
    let first = try await generator.generate(request, SendOptions())
    let second = try await generator.generate(request, SendOptions())
    #expect(second.map(\.isFromRecord) == [true])
    #expect(second.map(\.generation.id) == first.map(\.generation.id))
    #expect(fixture.server.billedSends == 1)
    _ = try await generator.generate(request, SendOptions(isFresh: true))
    let four = try await generator.generate(request, SendOptions(count: 4))
    #expect(fixture.server.billedSends == 6)
    #expect(Set(four.map(\.generation.batch)).count == 1)
    #expect(four.first?.generation.batch != nil)
  }

  @Test func aBoundOnCostIsKeptBeforeAnythingIsSent() async throws {
    let fixture = try LineageFixture()
    let request = fixture.request("a red cube")
    await #expect(throws: TroupeError.request(.tooExpensive(estimate: 0.536, bound: 0.5))) {
      try await fixture.generator
        .generate(request, SendOptions(count: 4, maxCost: 0.5))
    }
    #expect(fixture.server.requests.isEmpty)
    #expect(try await fixture.column("id", "SELECT id FROM generation").isEmpty)
  }

  @Test func textsAndSeveralImagesKeepTheirOrderAndSignatures() async throws {
    let first = SamplePicture.png(width: 10, height: 10)
    let second = SamplePicture.png(width: 20, height: 10)
    let fixture = try LineageFixture([.thoughtsAndImages(first, second)])
    let made = try await fixture.make(fixture.request("two steps"))
    #expect(made.generation.outputs.map(\.digest) == [first, second].map { Digest(hashing: $0) })
    #expect(made.generation.texts == ["Step 1", "Step 2"])
    let signatures = try await fixture.column(
      "signature", "SELECT signature FROM output ORDER BY position")
    #expect(signatures.first == "c2lnbmF0dXJlLTE=")
    // What was counted is billed: 12 tokens in, 1120 of images.
    #expect(made.generation.costUSD == 0.134424)
  }
}
