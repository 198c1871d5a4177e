public import Foundation
import Synchronization

/// The clients of a server that send each message as a request of its own, as over HTTP. What they may spend, they may
/// spend together.
public final class MCPClients: Sendable {
  /// How many are served at the same time; one more ends the one that was silent longest.
  public static let bound = 32

  /// What a message comes to.
  public enum Reply: Sendable {
    /// It wants no answer.
    case taken
    /// What is told meanwhile and then the answer, a JSON text each; none follow where the client cancelled it.
    case messages(AsyncStream<String>, session: String)
    /// It is no message, or the first one is missing; the JSON text says so.
    case refused(String)
    /// There is no such session any more: the client begins with another.
    case unknownSession
  }

  private struct Client {
    let connection: Connection
    let notices: Notices
    var lastUse: Int

    func end() async {
      notices.end()
      await connection.close()
    }
  }

  private struct State {
    var clients: [String: Client] = [:]
    var uses = 0
  }

  private let server: MCPServer
  private let purse: Purse
  private let state = Mutex(State())

  /// Serves the library of `server`; its bound counts for all clients together.
  public init(_ server: MCPServer) {
    self.server = server
    purse = Purse(bound: server.options.maxCost)
  }

  /// Takes one message.
  /// - Parameter session: what `initialize` was answered with; `nil` for that message itself.
  public func receive(_ message: Data, session: String?) async -> Reply {
    let read: Message
    do throws(RPCError) { read = try Message(reading: message) } catch {
      return .refused(error.answer(to: nil).line)
    }
    var name = session
    if case .request(_, "initialize", _) = read, session == nil { name = await begin() }
    guard let name else {
      return .refused(
        RPCError(.invalidRequest, "The first request must be 'initialize'; it tells the session.")
          .answer(to: nil).line)
    }
    guard let client = client(name) else { return .unknownSession }
    guard case .request = read else {
      await client.connection.take(read)
      return .taken
    }
    let (texts, sender) = AsyncStream<String>.makeStream()
    await client.connection.take(
      read, reply: { sender.yield($0.line) }, onEnd: { sender.finish() })
    return .messages(texts, session: name)
  }

  /// What a client is told that belongs to no request, until it asks for the same again.
  /// - Returns: `nil` where there is no such session.
  public func notices(session: String) -> AsyncStream<String>? { client(session)?.notices.listen() }

  /// Ends a session, as soon as what it began is safe.
  /// - Returns: whether there was one.
  public func end(session: String) async -> Bool {
    guard let client = state.withLock({ $0.clients.removeValue(forKey: session) }) else {
      return false
    }
    await client.end()
    return true
  }

  /// Ends all sessions, as soon as what they began is safe.
  public func endAll() async {
    let clients = state.withLock { state in
      defer { state.clients = [:] }
      return Array(state.clients.values)
    }
    for client in clients { await client.end() }
  }

  private func client(_ name: String) -> Client? {
    state.withLock { state in
      state.uses += 1
      state.clients[name]?.lastUse = state.uses
      return state.clients[name]
    }
  }

  /// Begins a session, and returns its name.
  private func begin() async -> String {
    let (name, notices) = (UUID().uuidString.lowercased(), Notices())
    let connection = Connection(server, purse: purse) { notices.tell($0.line) }
    let oldest = state.withLock { state -> Client? in
      state.uses += 1
      state.clients[name] = Client(
        connection: connection, notices: notices, lastUse: state.uses)
      guard state.clients.count > Self.bound,
        let silent = state.clients.min(by: { $0.value.lastUse < $1.value.lastUse })
      else { return nil }
      return state.clients.removeValue(forKey: silent.key)
    }
    await oldest?.end()
    return name
  }
}

/// What one client is told that belongs to no request; only the newest listener hears it.
private final class Notices: Sendable {
  private let listener = Mutex<AsyncStream<String>.Continuation?>(nil)

  func tell(_ text: String) { _ = listener.withLock { $0?.yield(text) } }

  func listen() -> AsyncStream<String> {
    let (texts, sender) = AsyncStream<String>.makeStream(bufferingPolicy: .bufferingNewest(64))
    let before = listener.withLock { listener in
      defer { listener = sender }
      return listener
    }
    before?.finish()
    return texts
  }

  func end() {
    let before = listener.withLock { listener in
      defer { listener = nil }
      return listener
    }
    before?.finish()
  }
}
