import Foundation

/// As much of a server's side of HTTP/2 (RFC 9113) as one client needs that sends one request after another.
final class FakeHTTP2 {
  private enum Kind: UInt8 {
    case data, headers, priority, reset, settings, promise, ping, goAway, windowUpdate, continuation
  }

  private struct Frame {
    let kind: Kind?
    let flags: UInt8
    let stream: UInt32
    let payload: Data
  }

  private let connection: LoopbackSocket
  private let keptBytes: Int
  private var buffer = Data()
  private var isGreeted = false
  private var stream: UInt32 = 0

  init(_ connection: LoopbackSocket, keptBytes: Int) {
    self.connection = connection
    self.keptBytes = keptBytes
  }

  /// The next request, without its headers; `nil` when the connection ends.
  func read() -> RecordedRequest? {
    if !isGreeted {
      guard take(24) == Data("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) else { return nil }
      isGreeted = true
      // As wide as windows can be: the first for each stream, the second for the connection.
      send(.settings, Data([0, 4, 0x7F, 0xFF, 0xFF, 0xFF]))
      send(.windowUpdate, Data([0x7F, 0xFF, 0, 0]))
    }
    guard var request = RecordedRequest(head: "POST / HTTP/2") else { return nil }
    while let frame = frame() {
      switch frame.kind {
      case .settings where frame.flags & 1 == 0: send(.settings, flags: 1)
      case .ping where frame.flags & 1 == 0: send(.ping, frame.payload, flags: 1)
      case .goAway: return nil
      case .headers, .data:
        stream = frame.stream
        if frame.kind == .data {
          request.bodyLength += frame.payload.count
          request.body += frame.payload.prefix(max(0, keptBytes - request.body.count))
        }
        request.isComplete = frame.flags & 1 == 1
        if request.isComplete { return request }
      default: break
      }
    }
    return nil
  }

  /// Answers the request that was read last.
  func write(_ reply: FakeReply) {
    if reply.delay > 0 { Thread.sleep(forTimeInterval: reply.delay) }
    switch reply.conduct {
    case .reset: return send(.reset, Data([0, 0, 0, 2]), on: stream)
    case .noAnswer: return connection.end()
    default: break
    }
    let status = Data("\(reply.status)".utf8)
    let type = Data(reply.type.utf8)
    // Literal fields with names of the static table: 8 is :status, 31 is content-type.
    send(
      .headers,
      Data([0x08, UInt8(status.count)]) + status + Data([0x0F, 0x10, UInt8(type.count)]) + type,
      flags: 4, on: stream)
    var rest = reply.body[...]
    if case .cut(let count) = reply.conduct { rest = rest.prefix(count) }
    while !rest.isEmpty {
      let piece = rest.prefix(16_384)
      rest = rest.dropFirst(piece.count)
      send(.data, Data(piece), on: stream)
    }
    if case .cut = reply.conduct { return connection.end() }
    send(.data, flags: 1, on: stream)
  }

  private func send(
    _ kind: Kind, _ payload: Data = Data(), flags: UInt8 = 0, on stream: UInt32 = 0
  ) {
    let length = payload.count
    let head = [
      UInt8(length >> 16), UInt8(length >> 8 & 255), UInt8(length & 255), kind.rawValue, flags,
    ]
    let number = (0..<4).map { UInt8(truncatingIfNeeded: stream >> UInt32(24 - 8 * $0)) }
    connection.send(Data(head + number) + payload)
  }

  private func frame() -> Frame? {
    guard let head = take(9).map(Array.init) else { return nil }
    let length = head[..<3].reduce(0) { $0 << 8 | Int($1) }
    guard let payload = take(length) else { return nil }
    return Frame(
      kind: Kind(rawValue: head[3]), flags: head[4],
      stream: head[5...].reduce(0) { $0 << 8 | UInt32($1) }, payload: payload)
  }

  private func take(_ count: Int) -> Data? {
    while buffer.count < count {
      let more = connection.receive()
      if more.isEmpty { return nil }
      buffer += more
    }
    defer { buffer = Data(buffer.dropFirst(count)) }
    return Data(buffer.prefix(count))
  }
}
