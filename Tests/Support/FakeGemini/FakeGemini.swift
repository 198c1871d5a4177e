import Foundation
import Synchronization

/// A provider on loopback that speaks `generateContent`, keeps what it is asked, and misbehaves
/// as told.
package final class FakeGemini: Sendable {
  private struct State {
    var script: [FakeReply]
    var requests: [RecordedRequest] = []
    var billed = 0
    var isStopped = false
    var ended = 0
    var accepted = 0
    var answering = 0
    var mostAtOnce = 0
  }

  private let state: Mutex<State>
  private let otherwise: @Sendable (RecordedRequest) -> FakeReply
  private let keptBytes: Int
  private let takenBytes: Int
  private let tls: FakeTLS?
  private let listener: LoopbackSocket
  private let connections = Mutex<[LoopbackSocket]>([])

  /// Where it listens, without a slash at the end.
  package let baseURL: String

  /// A server that answers with `script`, one reply a request, and from then on with `otherwise`.
  ///
  /// Of each body `keptBytes` are kept. It stops reading a body after `takenBytes`.
  package convenience init(
    _ script: [FakeReply] = [], otherwise: FakeReply = .image(), keptBytes: Int = 64 << 20,
    takenBytes: Int = .max, tls: FakeTLS? = nil
  ) throws {
    try self.init(script, keptBytes: keptBytes, takenBytes: takenBytes, tls: tls) { _ in otherwise }
  }

  /// The same, where `otherwise` decides by the request, on the thread of its connection.
  package init(
    _ script: [FakeReply] = [], keptBytes: Int = 64 << 20, takenBytes: Int = .max,
    tls: FakeTLS? = nil, otherwise: @escaping @Sendable (RecordedRequest) -> FakeReply
  ) throws {
    state = Mutex(State(script: script))
    self.otherwise = otherwise
    self.keptBytes = keptBytes
    self.takenBytes = takenBytes
    self.tls = tls
    listener = try LoopbackSocket.listening()
    baseURL = "\(tls == nil ? "http" : "https")://127.0.0.1:\(try listener.port())"
    Thread { [self] in acceptAll() }.start()
  }

  /// What was asked so far, in order of arrival.
  package var requests: [RecordedRequest] { state.withLock(\.requests) }

  /// How many requests a real provider would have billed.
  package var billedSends: Int { state.withLock(\.billed) }

  /// How many connections were done with, on either side.
  package var endedConnections: Int { state.withLock(\.ended) }

  /// How many connections were made.
  package var connectionsMade: Int { state.withLock(\.accepted) }

  /// The most requests that were being answered at one time.
  package var mostAtOnce: Int { state.withLock(\.mostAtOnce) }

  /// Adds replies to the script.
  package func enqueue(_ replies: FakeReply...) { state.withLock { $0.script += replies } }

  /// Ends the server and every connection. Its thread holds the server until then.
  package func stop() {
    state.withLock { $0.isStopped = true }
    listener.end()
    connections.withLock { $0.forEach { $0.end() } }
  }

  private func acceptAll() {
    while let connection = listener.accepted() {
      let isStopped = state.withLock { state in
        state.accepted += 1
        return state.isStopped
      }
      if isStopped { return }
      connections.withLock { $0.append(connection) }
      Thread { [self] in
        serve(connection)
        connections.withLock { $0.removeAll { $0 === connection } }
      }.start()
    }
  }

  private func serve(_ connection: LoopbackSocket) {
    defer { state.withLock { $0.ended += 1 } }
    guard let tls else { return serveHTTP1(connection) }
    guard let connection = connection.secured(by: tls) else { return }
    return connection.isHTTP2 ? serveHTTP2(connection) : serveHTTP1(connection)
  }

  private func serveHTTP1(_ connection: LoopbackSocket) {
    let reader = FakeRequestReader(connection, keptBytes: keptBytes, takenBytes: takenBytes)
    while let request = reader.read() {
      let reply = reply(to: request)
      FakeReplyWriter(connection, reply: reply, key: request.key ?? "").write()
      state.withLock { $0.answering -= 1 }
      if !reply.keepsConnection { break }
    }
  }

  private func serveHTTP2(_ connection: LoopbackSocket) {
    let http2 = FakeHTTP2(connection, keptBytes: keptBytes)
    while let request = http2.read() {
      http2.write(reply(to: request))
      state.withLock { $0.answering -= 1 }
    }
  }

  private func reply(to request: RecordedRequest) -> FakeReply {
    let scripted: FakeReply? = state.withLock { state in
      state.requests.append(request)
      state.answering += 1
      state.mostAtOnce = max(state.mostAtOnce, state.answering)
      return state.script.isEmpty ? nil : state.script.removeFirst()
    }
    let reply = scripted ?? otherwise(request)
    if reply.isBilled, request.isComplete { state.withLock { $0.billed += 1 } }
    waitForCompanions(of: reply)
    return reply
  }

  private func waitForCompanions(of reply: FakeReply) {
    let end = ContinuousClock.now + .seconds(60)
    while state.withLock({ $0.mostAtOnce < reply.companions && !$0.isStopped }),
      ContinuousClock.now < end
    {
      Thread.sleep(forTimeInterval: 0.002)
    }
  }
}
