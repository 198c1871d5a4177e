import Foundation
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

/// Encrypted connections, and HTTP/2 on them.
@Suite struct TLSTests {
  /// A body as large as a few references, so that windows and frames play their part.
  private static let size = 3_000_000
  private static let segments = [
    MessageBody.Segment.file(Digest(bytes: repeatElement(1, count: 32)), byteCount: size)
  ]

  @Test(arguments: [false, true])
  func aTrustedServerIsAnswered(overHTTP2: Bool) async throws {
    let reply = FakeReply.image(GeneratedBytes.data(size: 200_000))
    let bed = try TransportTestbed(reply, tls: FakeTLS(speaksHTTP2: overHTTP2))
    let failure = await bed.send(
      bed.request(Self.segments), source: { _ in GeneratedBytes(size: Self.size) })
    #expect(failure == nil)
    #expect(bed.received.status == 200 && bed.received.body == reply.body)
    let request = try #require(bed.server.requests.first)
    #expect(request.isComplete && request.body == GeneratedBytes.data(size: Self.size))
    #expect((request.path == "/") == overHTTP2)
  }

  @Test func aConnectionOfHTTP2IsKept() async throws {
    let bed = try TransportTestbed(tls: FakeTLS(speaksHTTP2: true))
    for _ in 0..<3 { #expect(await bed.send() == nil) }
    #expect(bed.server.requests.count == 3 && bed.server.connectionsMade == 1)
  }

  @Test(arguments: [FakeTLS.Flaw.expired, .otherHost])
  func aFlawedCertificateIsNotTrusted(_ flaw: FakeTLS.Flaw) async throws {
    let bed = try TransportTestbed(tls: FakeTLS(flaw))
    let failure = try #require(await bed.send())
    #expect(!failure.maybeSent && bed.server.requests.isEmpty)
    #expect(failure.reason.lowercased().contains("certificate"), "\(failure.reason)")
  }

  @Test func whoSignedItMustBeKnown() async throws {
    let bed = try TransportTestbed(tls: FakeTLS(), isTrusted: false)
    let failure = try #require(await bed.send())
    #expect(!failure.maybeSent && bed.server.requests.isEmpty)
    #expect(failure.reason.lowercased().contains("certificate"), "\(failure.reason)")
  }

  @Test func aServerWithoutTLSGetsNothing() async throws {
    let bed = try TransportTestbed()
    var request = bed.request()
    request = HTTPRequest(
      method: request.method, url: request.url.replacing("http://", with: "https://"),
      headers: request.headers, keyHeader: request.keyHeader, body: request.body)
    let failure = try #require(
      await bed.send(request, timeouts: .init(connect: 1, idle: 300)))
    #expect(!failure.maybeSent && bed.server.requests.isEmpty)
  }

  @Test func aServerThatHangsUpWhileItIsSentToEndsNothingElse() async throws {
    let bed = try TransportTestbed(
      .image().sent(.noAnswer), takenBytes: 100_000, tls: FakeTLS())
    let size = 50_000_000
    let failure = await bed.send(
      bed.request([.file(Digest(bytes: repeatElement(1, count: 32)), byteCount: size)]),
      source: { _ in GeneratedBytes(size: size) })
    #expect(failure?.maybeSent == true && bed.server.requests.first?.isComplete == false)
  }

  /// Nobody knows what a server had done when it broke off.
  @Test(arguments: [FakeReply.Conduct.reset, .noAnswer, .cut(after: 100)])
  func aStreamThatBreaksOffIsNotSentAgain(_ conduct: FakeReply.Conduct) async throws {
    let bed = try TransportTestbed(
      .image().sent(conduct), tls: FakeTLS(speaksHTTP2: true))
    let failure = try #require(await bed.send())
    #expect(failure.maybeSent && bed.server.requests.count == 1)
  }
}
