import Foundation
import Synchronization
import TestSupport
import TroupeProviders
import TroupeVocabulary

/// What a provider promises of sending: checked on loopback, with the real transport.
enum DeliveryChecks {
  static let all = [
    ContractCheck("the body goes out as written, the key in its place and nowhere else", sent),
    ContractCheck("no redirect is followed with a key", redirected),
    ContractCheck("a key that an answer repeats is read nowhere", canary),
    ContractCheck("an answer that is cut off is a failure, not an answer", cutOff),
  ]

  private static let key = "contract-key-0123456789abcdef"

  private static func sent(_ subject: ProviderUnderTest) async throws {
    guard subject.provider.isRemote else { return }
    var findings = Findings()
    let server = try FakeGemini()
    defer { server.stop() }
    for one in try subject.cases(GoldenRequest.self, in: "requests") where one.refused == nil {
      let message = try subject.provider.encode(
        one.request(for: subject), for: subject.endpoint(at: server.baseURL)
      ).request
      let wasHeard = server.requests.count
      _ = try await deliver(message, subject)
      let requests = server.requests
      guard requests.count == wasHeard + 1, let request = requests.last else {
        findings.require(false, "\(one.name): sent \(requests.count - wasHeard) times")
        continue
      }
      findings.require(
        request.body == WrittenBody(body: message.body).bytes,
        "\(one.name): another body went out than was written")
      let carriers = request.headers.filter { $0.value.contains(key) }.map { $0.name.lowercased() }
      findings.require(
        carriers == [message.keyHeader?.lowercased()].compactMap(\.self),
        "\(one.name): the key went in \(carriers)")
      findings.require(
        !request.path.contains(key) && request.body.range(of: Data(key.utf8)) == nil,
        "\(one.name): the key went in the address or the body")
    }
    try findings.close()
  }

  private static func redirected(_ subject: ProviderUnderTest) async throws {
    guard subject.provider.isRemote else { return }
    var findings = Findings()
    let other = try FakeGemini()
    defer { other.stop() }
    for status in [301, 302, 303, 307, 308] {
      let server = try FakeGemini([.redirect(status, to: other.baseURL + "/steal?token=SECRET")])
      defer { server.stop() }
      let answer = try await deliver(plainMessage(subject, server), subject)
      let decoded = try answer.map { try subject.read($0).decoded } ?? nil
      findings.require(
        decoded?.outcome == .failed(.requestRefused), "HTTP \(status): \(decoded as Any)")
      findings.require(
        decoded?.message?.contains("SECRET") != true, "HTTP \(status): its address is shown")
    }
    findings.require(other.requests.isEmpty, "the other host was asked")
    try findings.close()
  }

  /// The key in every string of every golden answer, and in a header.
  private static func canary(_ subject: ProviderUnderTest) async throws {
    guard subject.provider.isRemote else { return }
    var findings = Findings()
    for one in try subject.answers() {
      guard let body = one.body else { continue }
      let holding = body.mapStrings { $0.count < 200 ? "\($0) \(key)" : $0 }
      var reply = FakeReply(status: one.status ?? 200, json: holding.text)
      reply.headers = [("X-Echo", key)]
      let server = try FakeGemini([reply])
      defer { server.stop() }
      guard let answer = try await deliver(plainMessage(subject, server), subject) else {
        findings.require(false, "\(one.name): no answer came")
        continue
      }
      let reading = try subject.read(answer, on: one.leg ?? .submit, path: one.path)
      findings.require(!"\(reading)".contains(key), "\(one.name): the key is in what was read")
      findings.require(
        answer.body.range(of: Data(key.utf8)) == nil && !"\(answer.headers)".contains(key),
        "\(one.name): the key is in what would be recorded")
    }
    try findings.close()
  }

  private static func cutOff(_ subject: ProviderUnderTest) async throws {
    guard subject.provider.isRemote else { return }
    var findings = Findings()
    for conduct in [FakeReply.Conduct.cut(after: 10), .cutHead, .noAnswer, .reset] {
      let server = try FakeGemini([FakeReply.page().sent(conduct)])
      defer { server.stop() }
      do {
        let answer = try await deliver(plainMessage(subject, server), subject)
        findings.require(false, "\(conduct): an answer with \(answer?.body.count ?? 0) bytes")
      } catch let failure as TransportFailure {
        findings.require(failure.maybeSent, "\(conduct): said not to have been sent")
      }
      findings.require(
        server.requests.count == 1, "\(conduct): sent \(server.requests.count) times")
    }
    try findings.close()
  }

  /// Words alone, or where the usual model takes none the first request of the data.
  private static func plainMessage(
    _ subject: ProviderUnderTest, _ server: FakeGemini
  ) throws -> HTTPRequest {
    let profile = try subject.profile()
    let request = ProviderRequest(
      Request(prompt: "x", model: profile.id), composition: Composition(parts: [.text("x")]),
      inputs: [], profile: profile)
    let endpoint = try subject.endpoint(at: server.baseURL)
    if let plain = try? subject.provider.encode(request, for: endpoint) { return plain.request }
    let cases = try subject.cases(GoldenRequest.self, in: "requests")
    guard let first = cases.first(where: { $0.refused == nil }) else {
      throw ContractBroken(["no request of the data is written"])
    }
    return try subject.provider.encode(first.request(for: subject), for: endpoint).request
  }

  /// Sends `message` with the key; the answer as it came.
  private static func deliver(
    _ message: HTTPRequest, _ subject: ProviderUnderTest
  ) async throws -> HTTPAnswer? {
    let folder = FileManager.default.temporaryDirectory.appending(path: "contract-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for digest in message.body.digests {
      try WrittenBody.file(digest)?.write(to: folder.appending(path: digest.hex))
    }
    let received = Received()
    try await subject.provider.deliver(
      Delivery(
        message: message, key: key, transport: HTTPTransport(userAgent: "troupe/test"),
        path: { folder.appending(path: $0.hex).path },
        onHead: { status, headers in received.head.withLock { $0 = (status, headers) } },
        onBody: { bytes in received.body.withLock { $0.append(contentsOf: bytes) } }))
    guard let head = received.head.withLock({ $0 }) else { return nil }
    return HTTPAnswer(status: head.0, headers: head.1, body: received.body.withLock { $0 })
  }

  /// What has come so far.
  private final class Received: Sendable {
    let head = Mutex<(Int, [HTTPHeader])?>(nil)
    let body = Mutex(Data())
  }
}
