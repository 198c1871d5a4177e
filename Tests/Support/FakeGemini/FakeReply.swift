package import Foundation

/// What `FakeGemini` does with one request.
package struct FakeReply: Sendable {
  /// How the reply travels.
  package enum Conduct: Sendable {
    /// At once and whole.
    case whole
    /// The connection ends after this many bytes of the body, whose whole length was announced.
    case cut(after: Int)
    /// The connection ends within the head.
    case cutHead
    /// The connection ends before any answer.
    case noAnswer
    /// The connection is reset before any answer.
    case reset
    /// No byte ever comes.
    case silent
    /// The body comes in pieces of `bytes`, `seconds` apart.
    case slow(bytes: Int, seconds: Double)
    /// Chunked, and the last chunk never comes.
    case unfinishedChunks
    /// Without a length: the connection's end is the body's.
    case unannounced
    /// Whole, and of another length than announced.
    case announced(Int)
    /// Whole, and the connection stays for the next request.
    case kept
  }

  /// HTTP status.
  package var status = 200
  /// Headers besides length, type and connection.
  package var headers: [(String, String)] = []
  /// Type of the body.
  package var type = "application/json; charset=UTF-8"
  /// The body; `{KEY}` in it becomes the key that came.
  package var body: Data
  /// How it travels.
  package var conduct = Conduct.whole
  /// Whether a real provider would have billed it.
  package var isBilled = false
  /// Seconds before anything is answered.
  package var delay = 0.0
  /// How many requests must have been under way at one time before it is answered; it waits a minute for them.
  package var companions = 0

  /// Whether the connection stays for the next request.
  package var keepsConnection: Bool { if case .kept = conduct { true } else { false } }

  package init(status: Int = 200, json: String, isBilled: Bool = false) {
    self.status = status
    body = Data(json.utf8)
    self.isBilled = isBilled
  }

  /// The same reply, traveling otherwise.
  package func sent(_ conduct: Conduct) -> FakeReply {
    var reply = self
    reply.conduct = conduct
    return reply
  }

  /// The same reply after some seconds.
  package func after(seconds: Double) -> FakeReply {
    var reply = self
    reply.delay = seconds
    return reply
  }

  /// The same reply, given once `count` requests have been under way at one time.
  package func together(_ count: Int) -> FakeReply {
    var reply = self
    reply.companions = count
    return reply
  }

  /// The same reply with another header.
  package func with(_ name: String, _ value: String) -> FakeReply {
    var reply = self
    reply.headers.append((name, value))
    return reply
  }
}
