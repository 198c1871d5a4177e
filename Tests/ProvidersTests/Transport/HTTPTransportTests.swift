import Foundation
import Testing
import TestSupport
import TroupeProviders
import TroupeVocabulary

@Suite struct HTTPTransportTests {
  @Test func theBodyArrivesByteForByte() async throws {
    let bed = try TransportTestbed()
    let sizes = [0, 1, 2, 3, 196_607, 196_608, 196_609, 700_001]
    var segments: [MessageBody.Segment] = [.text("{\"é\":[")]
    var expected = Data("{\"é\":[".utf8)
    for (index, size) in sizes.enumerated() {
      let digest = Digest(bytes: repeatElement(UInt8(index), count: 32))
      segments += [.base64(digest, byteCount: size), .text(","), .text("")]
      expected += Data(GeneratedBytes.data(size: size).base64EncodedString().utf8) + Data(",".utf8)
    }
    let request = bed.request(segments)
    let failure = await bed.send(request) { digest in
      GeneratedBytes(size: sizes[Int(digest.hex.prefix(2), radix: 16) ?? 0])
    }
    #expect(failure == nil)
    let recorded = try #require(bed.server.requests.first)
    #expect(recorded.body == expected)
    #expect(recorded.header("content-length") == "\(request.body.byteCount)")
    #expect(bed.server.billedSends == 1)
  }

  @Test func theHeadIsWhatWasAskedAndNoMore() async throws {
    let bed = try TransportTestbed()
    await bed.send()
    let recorded = try #require(bed.server.requests.first)
    #expect(recorded.method == "POST")
    #expect(recorded.path == "/v1beta/models/m:generateContent")
    #expect(recorded.key == TransportTestbed.key)
    #expect(recorded.header("user-agent") == "troupe/test")
    #expect(recorded.header("content-type") == "application/json")
    #expect(recorded.header("expect") == nil)
    #expect(bed.received.status == 200)
    #expect(
      bed.received.headers.first(named: "content-TYPE")?.hasPrefix("application/json") == true)
    let answer = WireSample.decode(
      HTTPAnswer(status: 200, headers: bed.received.headers, body: bed.received.body))
    #expect(answer.images.map(\.content) == [.bytes(SamplePicture.png())])
  }

  @Test func aRedirectIsNotFollowed() async throws {
    let other = try FakeGemini()
    defer { other.stop() }
    let bed = try TransportTestbed(.redirect(to: other.baseURL + "/steal"))
    let failure = await bed.send()
    #expect(failure == nil && bed.received.status == 302)
    #expect(other.requests.isEmpty)
  }

  @Test func anEchoedKeyIsCovered() async throws {
    let bed = try TransportTestbed(.echoedKey.sent(.slow(bytes: 7, seconds: 0.001)))
    let failure = await bed.send()
    #expect(failure == nil && bed.received.status == 401)
    let text = String(decoding: bed.received.body, as: UTF8.self)
    #expect(!text.contains(TransportTestbed.key))
    #expect(text.contains("The key ************************* is not known."))
    let echo = bed.received.headers.first(named: "x-echo")
    #expect(echo == String(repeating: "*", count: TransportTestbed.key.count))
  }

  @Test func anEchoedShortKeyIsCoveredAndARunOfLettersIsNot() async throws {
    let bed = try TransportTestbed(.text("It is {KEY}."))
    #expect(await bed.send(key: "TEST-KEY") == nil)
    #expect(String(decoding: bed.received.body, as: UTF8.self).contains("It is ********."))
    let other = try TransportTestbed(.text("It is {KEY}."))
    #expect(await other.send(key: "AAAAAAAAAA") == nil)
    #expect(String(decoding: other.received.body, as: UTF8.self).contains("It is AAAAAAAAAA."))
  }

  @Test func slowAnswersArriveWhole() async throws {
    let bed = try TransportTestbed(
      .text().sent(.slow(bytes: 20, seconds: 0.01)), .text().sent(.unannounced))
    #expect(await bed.send() == nil)
    #expect(bed.received.body == FakeReply.text().body)
    #expect(await bed.send() == nil)
  }

  @Test func aKeyWithALineBreakIsNotSent() async throws {
    let bed = try TransportTestbed()
    let failure = try #require(await bed.send(key: "abc\r\nX-Injected: 1"))
    #expect(!failure.maybeSent && !failure.reason.contains("abc"))
    #expect(bed.server.requests.isEmpty)
  }

  @Test(arguments: ["http://example.org/x", "ftp://127.0.0.1/x", "file:///etc/passwd", "nonsense"])
  func anUnsafeAddressGetsNoKey(url: String) async throws {
    let bed = try TransportTestbed()
    let request = HTTPRequest(
      method: "POST", url: url, headers: [], keyHeader: "x-goog-api-key",
      body: MessageBody(segments: [.text("{}")]))
    let failure = try #require(await bed.send(request))
    #expect(!failure.maybeSent)
  }

  @Test func manySendsAtOnce() async throws {
    let bed = try TransportTestbed()
    await withTaskGroup { group in
      for _ in 0..<20 { group.addTask { #expect(await bed.send(keepsBody: false) == nil) } }
    }
    #expect(bed.server.requests.count == 20)
  }

  @Test func aConnectionIsKeptForTheNextRequest() async throws {
    // In a process of its own: beside other tests a minute may pass between the two.
    await #expect(processExitsWith: .success) {
      let bed = try TransportTestbed(.image().sent(.kept), .image().sent(.kept))
      let failures = [await bed.send(), await bed.send()]
      let isKept = bed.server.requests.count == 2 && bed.server.connectionsMade == 1
      exit(failures.allSatisfy { $0 == nil } && isKept ? EXIT_SUCCESS : EXIT_FAILURE)
    }
  }

  /// libcurl repeats a request by itself when a kept connection turns out dead; a paid one it must not.
  @Test(arguments: [FakeReply.image().sent(.noAnswer), .image().sent(.reset)])
  func aKeptConnectionThatDiesRepeatsNothing(_ last: FakeReply) async throws {
    let bed = try TransportTestbed(.image().sent(.kept), last)
    #expect(await bed.send() == nil)
    let failure = try #require(await bed.send())
    #expect(failure.maybeSent && failure.state == .unknown)
    #expect(bed.server.requests.count == 2)
  }
}
