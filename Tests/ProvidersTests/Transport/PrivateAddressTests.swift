import Foundation
import TestSupport
import Testing
import TroupeVocabulary

@testable import TroupeProviders

/// Results are fetched from public addresses, or from this machine where it was asked.
struct PrivateAddressTests {
  @Test(arguments: [
    ("10.1.2.3", true), ("172.16.0.1", true), ("172.32.0.1", false), ("192.168.7.9", true),
    ("192.169.0.1", false), ("100.64.0.1", true), ("100.128.0.1", false), ("169.254.169.254", true),
    ("127.0.0.1", true), ("0.0.0.0", true), ("224.0.0.1", true), ("8.8.8.8", false),
    ("::1", true), ("::", true), ("fd00::1", true), ("fe80::1", true), ("ff02::1", true),
    ("::ffff:10.0.0.1", true), ("::ffff:8.8.8.8", false), ("2606:4700::1111", false),
  ])
  func blocksAreKnown(address: String, isPrivate: Bool) throws {
    var hints = addrinfo()
    hints.ai_flags = AI_NUMERICHOST
    var found: UnsafeMutablePointer<addrinfo>?
    #expect(getaddrinfo(address, "443", &hints, &found) == 0)
    defer { freeaddrinfo(found) }
    let place = try #require(found?.pointee.ai_addr)
    #expect(PrivateAddress.isPrivate(place) == isPrivate)
  }

  /// `127.1` is this machine in a spelling that no rule of addresses knows.
  @Test func whatLeadsHomeIsNotEvenConnectedTo() async throws {
    let server = try FakeGemini(otherwise: .page())
    defer { server.stop() }
    let port = try #require(server.baseURL.split(separator: ":").last)
    let transport = HTTPTransport(userAgent: "troupe/test")
    let message = HTTPRequest(
      method: "GET", url: "https://127.1:\(port)/x", headers: [], keyHeader: nil,
      body: MessageBody(segments: []))
    var reasons: [String] = []
    for isResult in [true, false] {
      do {
        try await transport.send(
          message, key: nil, isResult: isResult, source: { _ in throw CancellationError() },
          onHead: { _, _ in }, onBody: { _ in })
        Issue.record("an answer came")
      } catch {
        reasons.append(error.reason)
      }
    }
    // The other one speaks to the server, and finds no TLS there.
    #expect(reasons.count == 2 && reasons[0] != reasons[1], "\(reasons)")
  }
}
