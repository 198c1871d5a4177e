import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import TroupeMCP

/// Takes what agents send to `/mcp`: the streamable HTTP of the Model Context Protocol, versions 2025-06-18 and 2025-11-25.
struct AgentDesk: Sendable {
  /// A message has at most so many bytes; prompts with their arguments are far below.
  static let messageBound = 1 << 20

  let clients: MCPClients

  /// - Throws: `Refusal` for another method, a body that is no JSON or too large, and a version that is not spoken.
  @concurrent func reply(
    to head: HTTPRequest, _ parts: inout RequestBody.AsyncIterator,
    _ connections: EventConnections
  ) async throws -> Reply {
    var message = Data()
    if head.method == .post {
      let type = FieldValue(head.headerFields[.contentType] ?? "").word
      guard type == "application/json" else { throw Refusal.unknownBodyType }
      message = Data(try await BodyReader.all(head, &parts, bound: Self.messageBound))
    }
    if let version = head.headerFields[.protocolVersion], !MCPServer.versions.contains(version) {
      let spoken = MCPServer.versions.joined(separator: " and ")
      return try Self.plain("This server speaks \(spoken).\n", 400, head)
    }
    let session = head.headerFields[.session]
    switch head.method {
    case .post: return try await reply(to: message, session, head)
    case .get:
      guard let session else { return try Self.plain(Self.noSession, 400, head) }
      guard let notices = clients.notices(session: session) else { return try Self.unknown(head) }
      return Self.stream(connections.texts(of: Self.events(notices)))
    case .delete:
      guard let session else { return try Self.plain(Self.noSession, 400, head) }
      guard await clients.end(session: session) else { return try Self.unknown(head) }
      return try Reply(Answer(status: 204, fields: [], content: .bytes([])), for: head)
    default: throw Refusal.wrongMethod(allowed: ["DELETE", "GET", "POST"])
    }
  }

  private func reply(to message: Data, _ session: String?, _ head: HTTPRequest) async throws
    -> Reply
  {
    switch await clients.receive(message, session: session) {
    case .taken: return try Reply(Answer(status: 202, fields: [], content: .bytes([])), for: head)
    case .refused(let text): return try Reply(.json(Data(text.utf8), status: 400), for: head)
    case .unknownSession: return try Self.unknown(head)
    case .messages(let messages, let session):
      var reply =
        (head.headerFields[.accept] ?? "").contains("text/event-stream")
        ? Self.stream(Self.texts(of: messages)) : try await Self.last(of: messages, head)
      reply.add("Mcp-Session-Id", session)
      return reply
    }
  }

  /// The answer alone, for clients that take no stream.
  private static func last(of messages: AsyncStream<String>, _ head: HTTPRequest) async throws
    -> Reply
  {
    var last: String?
    for await message in messages { last = message }
    guard let last else { return try plain("The request was cancelled.\n", 400, head) }
    return try Reply(.json(Data(last.utf8)), for: head)
  }

  private static func stream(_ texts: AsyncStream<String>) -> Reply {
    var reply = Reply(status: 200, fields: [("Content-Type", "text/event-stream")], isKept: false)
    reply.body = ResponseBody { writer in
      for await text in texts { try await writer.write(ByteBuffer(string: text)) }
      try await writer.finish(nil)
    }
    return reply
  }

  /// The messages as events, and a comment every 15 seconds: a connection on which nothing moves is ended.
  private static func texts(of messages: AsyncStream<String>) -> AsyncStream<String> {
    let (texts, sender) = AsyncStream<String>.makeStream()
    let telling = Task {
      for await message in messages { sender.yield("event: message\ndata: \(message)\n\n") }
      sender.finish()
    }
    let beating = Task {
      while (try? await Task.sleep(for: .seconds(15))) != nil { sender.yield(": here\n\n") }
    }
    sender.onTermination = { _ in
      telling.cancel()
      beating.cancel()
    }
    return texts
  }

  private static func events(_ notices: AsyncStream<String>) -> AsyncStream<ServerEvent> {
    let (events, sender) = AsyncStream<ServerEvent>.makeStream()
    let telling = Task {
      var sequence: Int64 = 0
      for await notice in notices {
        sequence += 1
        sender.yield(ServerEvent(sequence: sequence, name: "message", json: notice))
      }
      sender.finish()
    }
    sender.onTermination = { _ in telling.cancel() }
    return events
  }

  private static let noSession = "The field Mcp-Session-Id is missing.\n"

  private static func unknown(_ head: HTTPRequest) throws -> Reply {
    try plain("There is no such session any more: begin with another.\n", 404, head)
  }

  private static func plain(_ text: String, _ status: Int, _ head: HTTPRequest) throws -> Reply {
    try Reply(.plain(text, status: status), for: head)
  }
}

extension HTTPField.Name {
  fileprivate static let session = HTTPField.Name("Mcp-Session-Id")
  fileprivate static let protocolVersion = HTTPField.Name("MCP-Protocol-Version")
}

extension HTTPFields {
  fileprivate subscript(name: HTTPField.Name?) -> String? { name.flatMap { self[$0] } }
}
