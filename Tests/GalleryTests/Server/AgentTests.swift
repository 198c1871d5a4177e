import TestSupport
import Testing
import Troupe
import TroupeMCP

@testable import TroupeGallery

/// Agents that come to the gallery's port.
struct AgentTests {
  private static let hello = """
    {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{}}}
    """
  private static let list = """
    {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"list_cast"}}
    """
  private static let both = "Accept: application/json, text/event-stream"
  private static let json = "Content-Type: application/json"
  private static let bearer = "Authorization: Bearer \(TestServer.token)"

  private func serve(_ body: @escaping @Sendable (TestServer) throws -> Void) async throws {
    let fixture = try await GalleryFixture()
    let server = MCPServer(
      fixture.library, .init(), wording: ErrorWording { _ in ("internal", "told", 2) })
    try await TestServer.run(agents: MCPClients(server), body)
  }

  @Test("a session begins with its name, answers as JSON or as events, and ends")
  func session() async throws {
    try await serve { (server) throws in
      func post(_ text: String, _ fields: [String]) throws -> Received {
        try server.ask(
          "POST", "/mcp", cookie: "", [Self.bearer, Self.json] + fields, body: Array(text.utf8))
      }
      let begun = try post(Self.hello, ["Accept: application/json"])
      #expect(begun.status == 200 && begun["content-type"] == "application/json")
      let name = try #require(begun["mcp-session-id"])
      let session = "Mcp-Session-Id: \(name)"
      let listed = try post(Self.list, ["Accept: application/json", session])
      #expect(listed.status == 200 && listed.text.contains(#""structuredContent""#))
      let events = try #require(LoopbackClient(port: server.port))
      events.send(
        server.request(
          "POST", "/mcp", cookie: "", [Self.bearer, Self.json, Self.both, session],
          body: Array(Self.list.utf8)))
      #expect(events.head()?["content-type"] == "text/event-stream")
      #expect(events.text(until: "\n\n")?.contains("event: message\ndata: {") == true)
      let told = """
        {"jsonrpc":"2.0","method":"notifications/initialized"}
        """
      #expect(try post(told, [session]).status == 202)
      let watching = try #require(LoopbackClient(port: server.port))
      watching.send(
        server.request(
          "GET", "/mcp", cookie: "", [Self.bearer, "Accept: text/event-stream", session]))
      #expect(watching.head()?.status == 200)
      let ending = [Self.bearer, session]
      #expect(try server.ask("DELETE", "/mcp", cookie: "", ending).status == 204)
      #expect(try server.ask("DELETE", "/mcp", cookie: "", ending).status == 404)
      #expect(try server.ask("GET", "/mcp", cookie: "", ending).status == 404)
      #expect(try post(Self.list, [session]).status == 404)
    }
  }

  @Test("who has the cookie alone, comes from another page or sends something else is not served")
  func strangers() async throws {
    try await serve { (server) throws in
      let table: [(String?, [String], String, Int)] = [
        ("", [Self.json], Self.hello, 403),
        (nil, [Self.json, "Sec-Fetch-Site: same-origin"], Self.hello, 403),
        ("", [Self.json, Self.bearer, "Origin: http://evil.example"], Self.hello, 403),
        ("", [Self.json, Self.bearer + "0"], Self.hello, 403),
        ("", ["Content-Type: text/plain", Self.bearer], Self.hello, 415),
        ("", [Self.json, Self.bearer, "MCP-Protocol-Version: 2001-01-01"], Self.hello, 400),
        ("", [Self.json, Self.bearer], "[\(Self.hello)]", 400),
        ("", [Self.json, Self.bearer], "{", 400),
        ("", [Self.json, Self.bearer], Self.list, 400),
        ("", [Self.json, Self.bearer, "Mcp-Session-Id: of-another"], Self.list, 404),
        (
          "", [Self.json, Self.bearer], String(repeating: " ", count: AgentDesk.messageBound + 1),
          413
        ),
      ]
      for (cookie, fields, body, status) in table {
        let answer = try server.ask("POST", "/mcp", cookie: cookie, fields, body: Array(body.utf8))
        #expect(answer.status == status, "\(fields) \(body.prefix(20))")
        #expect(answer["mcp-session-id"] == nil && answer["access-control-allow-origin"] == nil)
      }
      let put = try server.ask(
        "PUT", "/mcp", cookie: "", [Self.json, Self.bearer], body: Array(Self.hello.utf8))
      #expect(put.status == 405 && put["allow"] == "DELETE, GET, POST")
      #expect(try server.ask("GET", "/mcp", cookie: "", [Self.bearer]).status == 400)
    }
  }
}
