import Foundation
import Synchronization
import TestSupport
import TroupeProviders
import TroupeVocabulary

/// A fake server, the real transport, and what came of it.
final class TransportTestbed: Sendable {
  struct Received {
    var status = 0
    var headers: [HTTPHeader] = []
    var body = Data()
    var bodyBytes = 0
  }

  static let key = "test-key-0123456789abcdef"

  let server: FakeGemini
  private let transport: HTTPTransport
  private let box = Mutex(Received())

  init(
    _ replies: FakeReply..., keptBytes: Int = 64 << 20, takenBytes: Int = .max, tls: FakeTLS? = nil,
    isTrusted: Bool = true
  ) throws {
    server = try FakeGemini(replies, keptBytes: keptBytes, takenBytes: takenBytes, tls: tls)
    transport = HTTPTransport(
      userAgent: "troupe/test", certificates: isTrusted ? tls?.certificate.path : nil)
  }

  deinit { server.stop() }

  var received: Received { box.withLock { $0 } }

  func request(_ segments: [MessageBody.Segment] = [.text("{}")]) -> HTTPRequest {
    HTTPRequest(
      method: "POST", url: server.baseURL + "/v1beta/models/m:generateContent",
      headers: [HTTPHeader("Content-Type", "application/json")], keyHeader: "x-goog-api-key",
      body: MessageBody(segments: segments))
  }

  /// Sends a request; the failure, if it fails.
  @discardableResult
  func send(
    _ request: HTTPRequest? = nil, key: String? = TransportTestbed.key,
    timeouts: HTTPTransport.Timeouts = .init(connect: 60, idle: 300),
    keepsBody: Bool = true,
    source: @escaping @Sendable (Digest) throws -> any ByteReader = { _ in throw NoFile() }
  ) async -> TransportFailure? {
    do {
      try await transport.send(
        request ?? self.request(), key: key, timeouts: timeouts, source: source,
        onHead: { status, headers in
          self.box.withLock { ($0.status, $0.headers) = (status, headers) }
        },
        onBody: { bytes in
          self.box.withLock {
            $0.bodyBytes += bytes.count
            if keepsBody { $0.body.append(contentsOf: bytes) }
          }
        })
      return nil
    } catch {
      return error
    }
  }

  /// Waits until the server is done with a connection.
  func waitForEnd() async throws {
    while server.endedConnections == 0 { try await Task.sleep(for: .milliseconds(5)) }
  }

  /// No file is to be had.
  struct NoFile: Error {}
}

/// Bytes that no memory holds: each is its place modulo 251.
final class GeneratedBytes: ByteReader {
  private let size: Int
  private var place = 0

  init(size: Int) { self.size = size }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    // Odd pieces, as a slow disk gives them.
    let count = min(buffer.count, size - place, 40_001)
    for index in 0..<count { buffer[index] = UInt8((place + index) % 251) }
    place += count
    return count
  }

  static func data(size: Int) -> Data { Data((0..<size).map { UInt8($0 % 251) }) }
}
