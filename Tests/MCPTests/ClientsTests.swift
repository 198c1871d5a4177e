import Foundation
import TestSupport
import Testing
import Troupe

@testable import TroupeMCP

/// Clients that send each message as a request of its own.
@Suite struct ClientsTests {
  private let agent: AgentFixture

  init() async throws { agent = try await AgentFixture() }

  private func clients(_ maxCost: Double? = nil) -> MCPClients {
    MCPClients(
      MCPServer(
        agent.library, .init(maxCost: maxCost),
        wording: ErrorWording { (($0 as? TroupeError)?.code ?? "internal", "told: \($0)", 2) }))
  }

  private func message(_ method: String, _ parameters: JSON = [:], id: Int? = 1) -> Data {
    let message: JSON = ["jsonrpc": "2.0", "method": .text(method), "params": parameters]
    return Data(message.adding(["id": id.map { .integer($0) }]).line.utf8)
  }

  /// The name of a new session.
  private func begin(_ clients: MCPClients, canBeAsked: Bool = false) async throws -> String {
    let hello = message(
      "initialize",
      [
        "protocolVersion": "2025-11-25",
        "capabilities": canBeAsked ? ["elicitation": [:]] : [:],
      ])
    let reply = await clients.receive(hello, session: nil)
    guard case .messages(let texts, let session) = reply else { throw CancellationError() }
    #expect(try await all(texts).first?["result"]?["protocolVersion"] == "2025-11-25")
    return session
  }

  private func all(_ texts: AsyncStream<String>) async throws -> [JSON] {
    var messages: [JSON] = []
    for await text in texts {
      messages.append(try JSONDecoder().decode(JSON.self, from: Data(text.utf8)))
    }
    return messages
  }

  private func ask(
    _ clients: MCPClients, _ session: String, _ method: String, _ parameters: JSON = [:]
  ) async throws -> [JSON] {
    let reply = await clients.receive(message(method, parameters), session: session)
    guard case .messages(let texts, _) = reply else { throw CancellationError() }
    return try await all(texts)
  }

  @Test("a session is told first, and what it asks is answered in a stream of its own")
  func sessions() async throws {
    let clients = clients()
    guard case .refused(let text) = await clients.receive(message("ping"), session: nil) else {
      Issue.record("a message without a session was taken")
      return
    }
    #expect(text.contains("initialize"))
    let (first, second) = (try await begin(clients), try await begin(clients))
    #expect(first != second)
    let notification = await clients.receive(
      message("notifications/initialized", id: nil), session: first)
    guard case .taken = notification else {
      Issue.record("a notification was answered")
      return
    }
    for session in [first, second] {
      let told = try await ask(clients, session, "tools/call", ["name": "list_cast"])
      #expect(told.count == 1 && told[0]["result"]?["structuredContent"]?["total"] == 1)
    }
    #expect(await clients.end(session: first))
    #expect(await !clients.end(session: first))
    guard case .unknownSession = await clients.receive(message("ping"), session: first) else {
      Issue.record("a session that ended was served")
      return
    }
    guard case .refused = await clients.receive(Data("{".utf8), session: second) else {
      Issue.record("what is no JSON was taken")
      return
    }
  }

  @Test("the bound counts for all sessions together, and a question goes to whom it concerns")
  func bound() async throws {
    let clients = clients(0.05)
    let (first, second) = (
      try await begin(clients, canBeAsked: true), try await begin(clients)
    )
    let wish: JSON = ["prompt": "@kael", "model": "troupe/storyboard"]
    let plan = try await ask(clients, first, "tools/call", ["name": "plan", "arguments": wish])
    let digest = plan[0]["result"]?["structuredContent"]?["digest"] ?? .null
    func generate(_ most: Double) -> JSON {
      [
        "name": "generate",
        "arguments": wish.adding(["plan_digest": digest, "max_cost_usd": .number(most)]),
      ]
    }
    let refused = try await ask(clients, second, "tools/call", generate(0.06))
    #expect(
      refused.last?["result"]?["structuredContent"]?["error"]?["code"] == "too_expensive")
    let reply = await clients.receive(
      message("tools/call", generate(0.06), id: 9), session: first)
    guard case .messages(let texts, _) = reply else { throw CancellationError() }
    var messages: [JSON] = []
    for await text in texts {
      let message = try JSONDecoder().decode(JSON.self, from: Data(text.utf8))
      messages.append(message)
      guard message["method"] == "elicitation/create" else { continue }
      let answer: JSON = [
        "jsonrpc": "2.0", "id": message["id"] ?? .null,
        "result": ["action": "accept", "content": ["approve": true]],
      ]
      guard case .taken = await clients.receive(Data(answer.line.utf8), session: first) else {
        Issue.record("an answer was answered")
        return
      }
    }
    #expect(messages.count == 2 && messages[1]["id"] == 9)
    #expect(messages[1]["result"]?["isError"] == false)
  }

  @Test("a request that is cancelled ends its stream without an answer")
  func cancelled() async throws {
    let clients = clients(0)
    let session = try await begin(clients, canBeAsked: true)
    let wish: JSON = [
      "prompt": "@kael", "model": "troupe/storyboard", "plan_digest": "00",
      "max_cost_usd": .number(1),
    ]
    let reply = await clients.receive(
      message("tools/call", ["name": "generate", "arguments": wish], id: 5), session: session)
    guard case .messages(let texts, _) = reply else { throw CancellationError() }
    var seen = 0
    for await text in texts {
      #expect(text.contains("elicitation/create"))
      seen += 1
      _ = await clients.receive(
        message("notifications/cancelled", ["requestId": 5], id: nil), session: session)
    }
    #expect(seen == 1)
  }

  @Test(
    "what changed is told to whom listens; of too many sessions the one that is silent longest ends"
  )
  func many() async throws {
    let clients = clients()
    let first = try await begin(clients)
    let notices = try #require(clients.notices(session: first))
    _ = try await ask(clients, first, "resources/subscribe", ["uri": "troupe://events"])
    try await agent.library.rename("kael", to: "kaelin")
    var iterator = notices.makeAsyncIterator()
    let notice = try #require(await iterator.next())
    #expect(notice.contains("notifications/resources/updated"))
    let silent = try await begin(clients)
    for _ in 2..<MCPClients.bound { _ = try await begin(clients) }
    _ = try await ask(clients, first, "ping")
    _ = try await begin(clients)
    #expect(clients.notices(session: silent) == nil)
    #expect(clients.notices(session: first) != nil)
    await clients.endAll()
    #expect(clients.notices(session: first) == nil)
  }
}
