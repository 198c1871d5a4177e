import Foundation

/// Writes one reply to a connection, well or badly.
struct FakeReplyWriter {
  private let connection: LoopbackSocket
  private let reply: FakeReply
  private let key: String

  init(_ connection: LoopbackSocket, reply: FakeReply, key: String) {
    self.connection = connection
    self.reply = reply
    self.key = key
  }

  /// Writes it, and ends the connection.
  func write() {
    if reply.delay > 0 { Thread.sleep(forTimeInterval: reply.delay) }
    let body = filled
    switch reply.conduct {
    case .whole, .kept: connection.send(head(length: body.count) + body)
    case .cut(let count): connection.send(head(length: body.count) + body.prefix(count))
    case .announced(let length): connection.send(head(length: length) + body)
    case .cutHead: connection.send(plainHead.dropLast(10))
    case .noAnswer: break
    case .reset: connection.resetOnClose()
    case .silent: while !connection.receive().isEmpty {}
    case .slow(let bytes, let seconds): trickle(body, bytes, seconds)
    case .unfinishedChunks:
      let size = String(body.count, radix: 16)
      connection.send(head(length: nil) + Data("\(size)\r\n".utf8) + body + Data("\r\n".utf8))
    case .unannounced: connection.send(plainHead + body)
    }
    if case .reset = reply.conduct { return }
    if reply.keepsConnection { return }
    connection.end()
  }

  private var filled: Data {
    guard reply.body.count < 100_000 else { return reply.body }
    let text = String(decoding: reply.body, as: UTF8.self)
    return text.contains("{KEY}")
      ? Data(text.replacingOccurrences(of: "{KEY}", with: key).utf8) : reply.body
  }

  private var plainHead: Data {
    var head = "HTTP/1.1 \(reply.status) Scripted\r\nContent-Type: \(reply.type)\r\n"
    for (name, value) in reply.headers {
      head += "\(name): \(value.replacingOccurrences(of: "{KEY}", with: key))\r\n"
    }
    return Data(
      (head + "Connection: \(reply.keepsConnection ? "keep-alive" : "close")\r\n\r\n").utf8)
  }

  private func head(length: Int?) -> Data {
    let line = length.map { "Content-Length: \($0)" } ?? "Transfer-Encoding: chunked"
    return plainHead.dropLast(2) + Data("\(line)\r\n\r\n".utf8)
  }

  private func trickle(_ body: Data, _ bytes: Int, _ seconds: Double) {
    guard connection.send(head(length: body.count)) else { return }
    var rest = body[...]
    while !rest.isEmpty {
      guard connection.send(Data(rest.prefix(bytes))) else { return }
      rest = rest.dropFirst(bytes)
      Thread.sleep(forTimeInterval: seconds)
    }
  }
}
