import Foundation
import Testing

@testable import TroupeMCP

/// What a server answers, whatever comes in.
@Suite struct ProtocolTests {
  @Test("versions are agreed, and nothing is told before")
  func initialization() async throws {
    let agent = try await AgentFixture()
    func version(_ wanted: JSON) async -> String? {
      await agent.ask("initialize", ["protocolVersion": wanted])["result"]?["protocolVersion"]?.text
    }
    #expect(await version("2025-06-18") == "2025-06-18")
    #expect(await version("2025-11-25") == "2025-11-25")
    #expect(await version("1999-01-01") == "2025-11-25")
    #expect(await version(7) == "2025-11-25")
    #expect(await agent.ask("ping")["result"] == [:])
    #expect(await agent.ask("no/such")["error"]?["code"] == .integer(-32601))
  }

  @Test("no line ends a connection, and what is no request is told with its code")
  func hostile() async throws {
    let agent = try await AgentFixture()
    var lines = [
      "", "null", "1", "\"x\"", "[]", "[{}]", "{}", "{\"jsonrpc\":\"2.0\"}", "{", "\u{0}",
      "{\"jsonrpc\":\"1.0\",\"id\":900,\"method\":\"ping\"}",
      "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
      "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}",
      "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}",
      "{\"jsonrpc\":\"2.0\",\"id\":901,\"method\":7}",
      "{\"jsonrpc\":\"2.0\",\"id\":902,\"method\":\"ping\",\"params\":[1]}",
      "{\"jsonrpc\":\"2.0\",\"id\":\"zzz\",\"result\":{}}",
      "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":[]}}",
      "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/whatever\"}",
      String(repeating: "[", count: 100_000), "\u{FEFF}{}", "{\"a\":\"\u{D7FF}\u{202E}\"}",
    ]
    for seed in 0..<1000 {
      let tools = ToolBox.all.map(\.name) + ["", "x"]
      let value = ["null", "-1", "1e999", "\"\u{0}\"", "[[]]", "{\"a\":{}}", "true"][seed % 7]
      let argument =
        ToolBox.all[seed % ToolBox.all.count].parameters.dropFirst(seed % 3).first?.name ?? "x"
      lines.append(
        """
        {"jsonrpc":"2.0","id":"h\(seed)","method":"tools/call","params":{"name":"\
        \(tools[seed % tools.count])","arguments":{"\(argument)":\(value)}}}
        """)
    }
    for line in lines { await agent.send(line) }
    #expect(await agent.ask("ping")["result"] == [:])
    let codes = Set(agent.others.compactMap { $0["error"]?["code"]?.integer })
    #expect(codes.isSuperset(of: [-32700, -32600, -32602]))
    #expect(try await agent.library.search("").generations.isEmpty)
    await agent.close()
  }

  @Test("lines are cut where they end, and one that is too long is passed over")
  func lines() {
    var reader = LineReader()
    #expect(reader.lines(adding: Data("{\"a\":".utf8)) == [])
    #expect(
      reader.lines(adding: Data("1}\n\n \r\n{}\n{".utf8)) == [
        Data("{\"a\":1}".utf8), Data("{}".utf8),
      ])
    #expect(reader.lines(adding: Data("}\r\n".utf8)) == [Data("{}\r".utf8)])
    var told = 0
    for _ in 0..<18 {
      told += reader.lines(adding: Data(repeating: 0x78, count: 1 << 20)).count { $0 == nil }
    }
    #expect(told == 1)
    #expect(reader.lines(adding: Data("x\n{}\n".utf8)) == [Data("{}".utf8)])
    #expect(reader.last == nil && reader.lines(adding: Data("{\"b\":1}".utf8)) == [])
    #expect(reader.last == Data("{\"b\":1}".utf8))
  }

  @Test("a request that is cancelled has no answer; ids in use are not taken twice")
  func cancelling() async throws {
    // Its question is not answered, so the call waits.
    let agent = try await AgentFixture(.init(maxCost: 0), canBeAsked: true)
    let call = """
      {"jsonrpc":"2.0","id":"c1","method":"tools/call","params":{"name":"generate","arguments":{\
      "prompt":"x","model":"troupe/storyboard","plan_digest":"00112233","max_cost_usd":1}}}
      """
    await agent.send(call)
    _ = try await agent.other { $0["method"] == "elicitation/create" }
    await agent.send(call)
    await agent.send(
      "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":\"c1\"}}"
    )
    _ = await agent.ask("ping")
    await agent.close()
    let answers = agent.others.filter { $0["id"] == "c1" }
    #expect(answers.count == 1 && answers.first?["error"]?["code"] == .integer(-32600))
    #expect(try await agent.library.search("").generations.isEmpty)
  }
}
