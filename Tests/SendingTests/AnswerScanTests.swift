import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeProviders
import TroupeStorage
import TroupeVocabulary

@testable import TroupeSending

/// Answers with images so long that they go to files while the answer is read.
@Suite struct AnswerScanTests {
  /// Bytes that begin like a PNG; `seed` tells one from another.
  private static func picture(_ count: Int, seed: UInt8 = 1) -> Data {
    SamplePicture.png() + Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) ^ seed })
  }

  /// What is recorded of an answer with `body`, and the outputs.
  private func made(
    _ body: Data, _ conduct: FakeReply.Conduct = .whole
  ) async throws -> (GenerationResult, LineageFixture) {
    var reply = FakeReply.image().sent(conduct)
    reply.body = body
    let fixture = try LineageFixture([reply])
    return (try await fixture.make(fixture.request("a red cube")), fixture)
  }

  /// The recorded body with its files put in again.
  private func rebuilt(_ fixture: LineageFixture) async throws -> Data {
    let json = try #require(
      try await fixture.column("body_json", "SELECT body_json FROM exchange").first)
    let body = try CanonicalJSON.decode(MessageBody.self, from: Data(json.utf8))
    var bytes = Data()
    for segment in body.segments {
      switch segment {
      case .text(let text): bytes += Data(text.utf8)
      case .base64(let digest, _): bytes += try object(digest, fixture).base64EncodedData()
      case .file(let digest, _): bytes += try object(digest, fixture)
      }
    }
    return bytes
  }

  private func object(_ digest: Digest, _ fixture: LineageFixture) throws -> Data {
    let objects = fixture.objects
    let entry = try #require(try objects.all().first { $0.digest == digest })
    return try objects.read(digest, fileExtension: entry.fileExtension)
  }

  @Test func longImagesAreKeptAsTheyCameAndTheAnswerByteForByte() async throws {
    let (first, second) = (Self.picture(700_001), Self.picture(300_002, seed: 9))
    let body = FakeReply.thoughtsAndImages(first, second).body
    let (made, fixture) = try await made(body)
    #expect(made.error == nil)
    #expect(made.generation.outputs.map(\.digest) == [first, second].map { Digest(hashing: $0) })
    #expect(made.generation.outputs.map(\.width) == [16, 16])
    #expect(try await rebuilt(fixture) == body)
    #expect(try await fixture.verify().problems.isEmpty)
    #expect(fixture.leftovers.isEmpty)
  }

  @Test(arguments: ["urlsafe", "lines", "spoilt late"])
  func aLongImageWrittenOtherwiseIsReadToo(_ form: String) async throws {
    let picture = Self.picture(900_000)
    var text = picture.base64EncodedString()
    switch form {
    case "urlsafe":
      text = text.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    case "lines":
      text = text.enumerated().map { $0.0 % 76 == 75 ? "\($0.1)\\n" : "\($0.1)" }.joined()
    default: text += "\\n"
    }
    let (made, fixture) = try await made(body(of: text))
    #expect(made.generation.outputs.map(\.digest) == [Digest(hashing: picture)])
    #expect(try await rebuilt(fixture) == body(of: text))
    #expect(fixture.leftovers.isEmpty)
  }

  @Test func aLongImageThatIsCutIsNoImage() async throws {
    let picture = SamplePicture.png(width: 600, height: 500)
    let (made, fixture) = try await made(
      body(of: picture.base64EncodedString()), .cut(after: 800_000))
    #expect(made.generation.state == .unknown && made.generation.outputs.isEmpty)
    #expect(fixture.leftovers.isEmpty)
    #expect(fixture.spooled.count == 1)
  }

  @Test(arguments: [FakeReply.Conduct.whole, .slow(bytes: 50_000, seconds: 0.001)])
  func aStreamIsKeptEventByEvent(_ conduct: FakeReply.Conduct) async throws {
    let (first, second) = (Self.picture(400_000), Self.picture(600_000, seed: 2))
    let reply = FakeReply.stream(first, second).sent(conduct)
    let fixture = try LineageFixture([reply])
    let made = try await fixture.make(
      fixture.request("a red cube", Parameters(options: ["stream": "true"])))
    #expect(
      fixture.server.requests.first?.path.hasSuffix(
        "/gemini-3-pro-image:streamGenerateContent?alt=sse") == true)
    #expect(made.error == nil)
    #expect(made.generation.outputs.map(\.digest) == [first, second].map { Digest(hashing: $0) })
    #expect(try await rebuilt(fixture) == reply.body)
    #expect(try await fixture.verify().problems.isEmpty)
  }

  @Test func aStreamThatBreaksOffKeepsItsImage() async throws {
    let (first, second) = (Self.picture(400_000), Self.picture(600_000, seed: 2))
    let reply = FakeReply.stream(first, second)
    let fixture = try LineageFixture([reply.sent(.cut(after: reply.body.count - 400_000))])
    let made = try await fixture.make(
      fixture.request("a red cube", Parameters(options: ["stream": "true"])))
    #expect(made.generation.state == .done)
    #expect(made.generation.outputs.map(\.digest) == [Digest(hashing: first)])
    #expect(fixture.server.requests.count == 1)
  }

  private func body(of text: String) -> Data {
    Data(
      (#"{"candidates":[{"content":{"parts":[{"inlineData":{"mimeType":"image/png","data":""#
        + text + #""}}]},"finishReason":"STOP"}],"responseId":"r"}"#).utf8)
  }
}

extension LineageFixture {
  /// Files beside the objects that are none.
  fileprivate var leftovers: [String] {
    let names = FileManager.default.enumerator(atPath: folder.appending(path: "objects").path)
    return (names?.allObjects as? [String] ?? [])
      .filter { $0.split(separator: "/").last?.hasPrefix(".") == true }
  }
}
