import Foundation
import TestSupport
import Testing

/// The gallery as a command.
@Suite struct ServingTests {
  private let fixture: CommandLineFixture

  init() throws { fixture = try CommandLineFixture() }

  /// What a page answers to whom has `token`.
  private func ask(_ path: String, _ port: Int, token: String?) throws -> Received {
    let client = try #require(LoopbackClient(port: port))
    let key = token.map { "Authorization: Bearer \($0)\r\n" } ?? ""
    client.send("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\(key)\r\n".utf8)
    return try #require(client.answer())
  }

  /// The address that a run prints first.
  private func address(of run: Run) async throws -> URL {
    for _ in 0..<200 {
      let text = try run.written()
      if text.contains("\n"), let line = text.split(separator: "\n").first {
        return try #require(URL(string: String(line)))
      }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw CancellationError()
  }

  @Test(
    "serve lets in whom it gave its address, sees what other commands make, and ends at an interrupt"
  )
  func serving() async throws {
    _ = try await fixture.must("init", fixture.library.path)
    let run = try fixture.start(["serve"])
    defer { run.signal(SIGKILL) }
    let address = try await address(of: run)
    let (port, query) = (try #require(address.port), try #require(address.query()))
    let token = String(query.dropFirst("token=".count))
    #expect(address.host() == "127.0.0.1" && token.count == 32)
    #expect(try ask("/", port, token: nil).status == 403)
    #expect(try ask("/", port, token: "wrong").status == 403)
    #expect(try ask("/", port, token: token).text.contains("troupe add character"))
    _ = try await fixture.must("generate", "a roof at night", "-m", "offline")
    #expect(try ask("/", port, token: token).text.contains("a roof at night"))
    let taken = try await fixture.run(["serve", "--port", "\(port)"])
    #expect(taken.status == 2 && taken.stderr.contains("no other program has"))
    run.signal(SIGINT)
    let ended = try await run.answer()
    #expect(ended.status == 0 && ended.stdout.split(separator: "\n").count == 1)
  }

  @Test("a port that is none is refused, and the address is a document where asked")
  func options() async throws {
    #expect(try await fixture.run(["serve", "--port", "70000"]).status == 2)
    _ = try await fixture.must("init", fixture.library.path)
    let run = try fixture.start(["serve", "--json", "--read-only"])
    defer { run.signal(SIGKILL) }
    var text = ""
    for _ in 0..<200 where !text.contains("}") {
      try await Task.sleep(for: .milliseconds(50))
      text = try run.written()
    }
    let document = try SchemaValue(json: Data(text.utf8))
    let (address, token) = (document["address"]?.string ?? "", document["token"]?.string ?? "")
    #expect(address.hasPrefix("http://127.0.0.1:") && address.hasSuffix("/?token=\(token)"))
    #expect(document["agents"]?.string == address.replacing("/?token=\(token)", with: "/mcp"))
    run.signal(SIGTERM)
    #expect(try await run.answer().status == 0)
  }
}
