import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// Takes each request, from the first look at it to the last byte of its answer.
struct RequestDesk: Sendable {
  let guards: Guards
  let isReadOnly: Bool
  let routes: RouteTable
  let events: @Sendable (_ after: Int64?) -> AsyncStream<ServerEvent>
  let problem: @Sendable (Visit, any Error, _ status: Int?) -> Answer
  /// Who takes what agents send; `nil` where there are none.
  let agents: AgentDesk?
  let connections = EventConnections()

  /// - Parameter hangUp: ends the connection at once.
  /// - Throws: where the connection is to end.
  @concurrent func answer(
    _ request: Request, _ writer: consuming ResponseWriter, port: Int,
    hangUp: @escaping @Sendable () -> Void
  ) async throws {
    // A body gives its parts once.
    var parts = request.body.makeAsyncIterator()
    let folder = UploadFolder()
    defer { folder.remove() }
    var reply = try await reply(to: request.head, &parts, port: port, folder: folder)
    if reply.isLast { reply.add("Connection", "close") }
    try await writer.write(response: reply.head, body: reply.body)
    guard reply.isLast else { return }
    await Self.skim(&parts, hangUp)
    throw ConnectionEnd()
  }

  @concurrent private func reply(
    to head: HTTPRequest, _ parts: inout RequestBody.AsyncIterator, port: Int, folder: UploadFolder
  ) async throws -> Reply {
    let isWrite = head.method != .get && head.method != .head
    let answer: Answer
    var isRead = !isWrite || !Self.hasBody(head)
    if !guards.isOwnHost(head, port: port) {
      answer = .plain("This server answers to no other name.\n", status: 403)
    } else if !isWrite, let entry = entry(head, port: port) {
      answer = entry
    } else if !isWrite, guards.isForeignRead(head) {
      answer = .plain("Pages of others may lead here, and load nothing from here.\n", status: 403)
    } else if !guards.isKnown(head, port: port) {
      answer = .plain(
        "Open the gallery with the address that was printed when it was started.\n", status: 403)
    } else {
      var visit = Visit(head)
      do {
        let path = try AddressText.components(Target(head).path)
        visit.path = path
        if isWrite, !guards.isOwnWrite(head) { throw Refusal.foreignWrite }
        if path == ["events"] {
          guard !isWrite else { throw Refusal.wrongMethod(allowed: ["GET", "HEAD"]) }
          return eventReply(head)
        }
        if let agents, path == ["mcp"] {
          guard guards.isBearer(head) else { throw Refusal.foreignWrite }
          return try await agents.reply(to: head, &parts, connections)
        }
        let (route, names) = try routes.route(head.method.rawValue, path)
        if isWrite {
          // A plan sends nothing, and settings are the reader's own.
          if isReadOnly, head.method != .post || ![["settings"], ["plan"]].contains(path) {
            throw Refusal.readOnly
          }
          try await BodyReader.read(head, &parts, into: &visit, folder: folder)
          isRead = true
        }
        return try Reply(try await route.handler(visit, names), for: head)
      } catch let refusal as Refusal {
        answer = told(refusal, visit)
      } catch {
        answer = problem(visit, error, nil)
      }
    }
    var reply = try Reply(answer, for: head)
    // A body that was refused is not waited for.
    reply.isLast = !isRead
    return reply
  }

  private func told(_ refusal: Refusal, _ visit: Visit) -> Answer {
    var answer = problem(visit, refusal, refusal.status)
    answer.status = refusal.status
    if case .wrongMethod(let allowed) = refusal {
      answer.fields.append(("Allow", allowed.joined(separator: ", ")))
    }
    return answer
  }

  /// Where a request with a token goes: to the same address without it, so that the token stays in
  /// no history and no page.
  private func entry(_ head: HTTPRequest, port: Int) -> Answer? {
    let target = Target(head)
    let given = AddressText.fields(target.query.utf8).filter { $0.name == "token" }
    guard !given.isEmpty else { return nil }
    let isRight = given.contains { guards.isToken($0.value) }
    guard isRight || guards.isKnown(head, port: port) else { return nil }
    let kept = target.query.split(separator: "&").filter {
      AddressText.fields($0.utf8).first?.name != "token"
    }.joined(separator: "&")
    // Two slashes would lead to another server.
    let path = target.path.drop { $0 == "/" || $0 == "\\" }
    var answer = Answer.redirect("/\(path)" + (kept.isEmpty ? "" : "?\(kept)"))
    if isRight {
      let cookie = "troupe-\(port)=\(guards.token); HttpOnly; SameSite=Strict; Path=/"
      answer.fields.append(("Set-Cookie", cookie))
    }
    return answer
  }

  private func eventReply(_ head: HTTPRequest) -> Reply {
    var reply = Reply(
      status: 200, fields: [("Content-Type", "text/event-stream; charset=utf-8")], isKept: false)
    guard head.method == .get else {
      reply.add("Content-Length", "0")
      return reply
    }
    let last = head.headerFields[.lastEventID].flatMap { Int64($0) }
    let texts = connections.texts(of: events(last))
    reply.body = ResponseBody { writer in
      for await text in texts { try await writer.write(ByteBuffer(string: text)) }
      try await writer.finish(nil)
    }
    return reply
  }

  private static func hasBody(_ head: HTTPRequest) -> Bool {
    let length = head.headerFields[.contentLength]
    return head.headerFields[.transferEncoding] != nil || (length != nil && length != "0")
  }

  /// Reads on for a moment: a reader that is still sending would lose the answer if the connection
  /// ended at once.
  @concurrent private static func skim(
    _ parts: inout RequestBody.AsyncIterator, _ hangUp: @escaping @Sendable () -> Void
  ) async {
    let clock = Task {
      try await Task.sleep(for: .seconds(2))
      hangUp()
    }
    defer { clock.cancel() }
    var count = 0
    while count < BodyReader.uploadBound, let part = try? await parts.next() {
      count += part.readableBytes
    }
  }

  private struct ConnectionEnd: Error {}
}
