import Foundation
import Testing
import Troupe

@testable import TroupeMCP

/// What agents can do, and what they cannot.
@Suite struct ToolTests {
  private let wish: JSON = ["prompt": "@kael on a roof", "model": "troupe/storyboard"]

  private func approved(_ agent: AgentFixture, _ wish: JSON) async -> JSON {
    let plan = await agent.told("plan", wish)
    return wish.adding(["plan_digest": plan["digest"], "max_cost_usd": 0])
  }

  @Test("what is told has the shape that was promised, for every tool that answers")
  func shapes() async throws {
    let agent = try await AgentFixture()
    let made = await agent.told("generate", await approved(agent, wish))
    let image = try #require(made["generations"]?.elements.first?["outputs"]?.elements.first?["id"])
    let calls: [(String, JSON)] = [
      ("list_cast", [:]), ("show_asset", ["handle": "@kael"]), ("coverage", ["handle": "kael"]),
      ("show_generation", ["generation": "@last"]), ("search", ["query": "roof"]),
      ("lineage", ["generation": "@last"]), ("compare", ["generations": ["@last", "@last"]]),
      ("costs", ["by": "model"]), ("models", ["all": true]), ("view_image", ["images": ["@last"]]),
      ("rate", ["image": image, "rating": 4]), ("tag", ["image": image, "tag": "hero"]),
      ("make_anchor", ["handle": "kael", "image": image]), ("plan", wish),
      ("plan", ["replay": "@last"]), ("plan", ["rebuild": "@last", "model": "troupe/storyboard"]),
    ]
    for (name, arguments) in calls {
      let result = await agent.call(name, arguments)
      #expect(result["isError"] == .flag(false), "\(name): \(result.line.prefix(300))")
      let tool = try #require(ToolBox.all.first { $0.name == name })
      for field in tool.shape.schema["required"]?.elements ?? [] {
        #expect(result["structuredContent"]?[field.text ?? ""] != nil, "\(name) lacks \(field)")
      }
      let pictures = result["content"]?.elements.filter { $0["type"] == "image" } ?? []
      #expect(pictures.count == (name == "view_image" ? 1 : 0), "\(name)")
      #expect(result["content"]?.elements.first?["text"]?.text == result["structuredContent"]?.line)
    }
  }

  @Test("nothing is sent without the digest of its plan and a bound")
  func consent() async throws {
    let agent = try await AgentFixture()
    let whole = await approved(agent, wish)
    for missing in ["plan_digest", "max_cost_usd"] {
      #expect(await agent.code("generate", whole.adding([missing: nil])) == "invalid_value")
    }
    #expect(await agent.code("generate", whole.adding(["prompt": "another"])) == "plan_changed")
    #expect(await agent.code("generate", whole.adding(["aspect": "1:1"])) == "plan_changed")
    #expect(
      await agent.code("generate", whole.adding(["max_cost_usd": .integer(-1)])) == "invalid_value")
    #expect(await agent.code("edit", whole.adding(["image": "@last"])) == "unknown_generation")
    #expect(try await agent.library.search("").generations.isEmpty)
    #expect(await agent.code("generate", whole) == nil)
    #expect(
      await agent.code("replay", ["generation": "@last", "max_cost_usd": 0, "plan_digest": "x"])
        == "invalid_value")
    #expect(try await agent.library.search("").generations.count == 1)
  }

  @Test("past the bound of the server the person is asked, and without one it is an error")
  func purse() async throws {
    let quiet = try await AgentFixture(.init(maxCost: 0.05))
    let dear = await approved(quiet, wish).adding(["max_cost_usd": .number(0.06)])
    #expect(await quiet.code("generate", dear) == "too_expensive")
    // What is refused before it is sent costs nothing.
    let wrong = dear.adding(["max_cost_usd": .number(0.05), "plan_digest": "00112233"])
    for _ in 0..<3 { #expect(await quiet.code("generate", wrong) == "plan_changed") }
    #expect(await quiet.code("generate", dear.adding(["max_cost_usd": .number(0.05)])) == nil)
    let asked = try await AgentFixture(.init(maxCost: 0.05), canBeAsked: true)
    for (action, approve, code) in [
      ("decline", false, "not_approved"), ("accept", false, "not_approved"), ("accept", true, nil),
    ] {
      async let told = asked.code("generate", dear)
      let count = asked.others.count
      let question = try await asked.other { [count] message in
        message["method"] == "elicitation/create"
          && message["id"]?.text == "ask-\(count + 1)"
      }
      #expect(question["params"]?["message"]?.text?.contains("$0.06") == true)
      let answer: JSON = [
        "jsonrpc": "2.0", "id": question["id"] ?? .null,
        "result": ["action": .text(action), "content": ["approve": .flag(approve)]],
      ]
      await asked.send(answer.line)
      #expect(await told == code)
    }
  }

  @Test("calls that run at the same time do not pass the bound together")
  func purseOfMany() async throws {
    let purse = Purse(bound: 0.10)
    let sent = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<20 {
        group.addTask {
          let value = try? await purse.spend(atMost: 0.04, for: "x") {
            try await Task.sleep(for: .milliseconds(20))
            return (true, nil)
          }
          return value ?? false
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(sent == 2)
  }

  @Test("what is piped in is answered whole, though the input has ended")
  func piped() async throws {
    let agent = try await AgentFixture()
    for id in 1...20 {
      await agent.send(
        """
        {"jsonrpc":"2.0","id":"p\(id)","method":"tools/call","params":{"name":"list_cast"}}
        """)
    }
    await agent.finish()
    #expect(Set(agent.others.compactMap { $0["id"]?.text }) == Set((1...20).map { "p\($0)" }))
  }

  @Test("a server that only reads offers nothing else")
  func readOnly() async throws {
    let agent = try await AgentFixture(.init(isReadOnly: true))
    let names = await agent.ask("tools/list")["result"]?["tools"]?.elements.compactMap {
      $0["name"]?.text
    }
    #expect(names?.contains("plan") == true && names?.contains("generate") == false)
    let file = agent.base.appending(path: "kael.png").path
    let model: JSON = .text("troupe/storyboard")
    for wish: JSON in [
      ["prompt": "x", "model": model, "edit": .text(file)],
      ["prompt": "x", "model": model, "references": [.text(file)]], ["shots": .text(file)],
    ] {
      #expect(await agent.code("plan", wish) == "invalid_value", "\(wish.line)")
    }
    #expect(await agent.code("plan", ["prompt": "x", "model": model]) == nil)
    let refused = await agent.ask("tools/call", ["name": "rate", "arguments": [:]])
    #expect(refused["error"]?["message"]?.text?.contains("read-only") == true)
  }

  @Test("a picture keeps to its bytes, and files are no images of the library")
  func looking() async throws {
    let agent = try await AgentFixture()
    _ = await agent.told("generate", await approved(agent, wish))
    let seen = await agent.call("view_image", ["images": ["@last"]])
    let digest = try #require(try await agent.library.references(of: "kael").first).digest.hex
    let both = await agent.call("view_image", ["images": ["@last", .text(digest)], "edge": 96])
    #expect(both["content"]?.elements.count { $0["type"] == "image" } == 2)
    #expect(both["structuredContent"]?["images"]?.elements.last?["width"] == 96)
    let data = seen["content"]?.elements.last { $0["type"] == "image" }?["data"]?.text ?? ""
    let bytes = try #require(Data(base64Encoded: data))
    #expect(bytes.count <= LookingTool.usualBytes && bytes.starts(with: [0xFF, 0xD8]))
    #expect(await agent.code("view_image", ["images": ["kael.png"]]) == "invalid_value")
    #expect(await agent.code("view_image", ["images": []]) == "invalid_value")
    #expect(await agent.code("view_image", ["images": ["@last"], "edge": 9000]) == "invalid_value")
    let file: JSON = ["handle": "kael", "images": ["data:image/png;base64,iVBORw0KGgo="]]
    #expect(await agent.code("add_reference", file) == "invalid_value")
  }

  @Test("progress is told to who asks, and changes to who subscribed")
  func progress() async throws {
    let agent = try await AgentFixture()
    _ = await agent.ask("resources/subscribe", ["uri": "troupe://events"])
    let arguments = await approved(agent, wish.adding(["count": 3, "fresh": true]))
    let answer = await agent.ask(
      "tools/call",
      ["name": "generate", "arguments": arguments, "_meta": ["progressToken": "p"]])
    #expect(answer["result"]?["structuredContent"]?["generations"]?.elements.count == 3)
    let told = agent.others.filter { $0["method"] == "notifications/progress" }
    #expect(told.map { $0["params"]?["progress"]?.integer } == [1, 2, 3])
    #expect(
      told.allSatisfy { $0["params"]?["total"] == 3 && $0["params"]?["progressToken"] == "p" })
    _ = try await agent.other { $0["method"] == "notifications/resources/updated" }
  }

  @Test("resources, prompts and completions are read; what is not there is told")
  func reading() async throws {
    let agent = try await AgentFixture()
    let asset = await agent.ask("resources/read", ["uri": "troupe://asset/kael"])
    #expect(asset["result"]?["contents"]?.elements.first?["text"]?.text?.contains("scar") == true)
    for uri in [
      "troupe://asset/mira", "troupe://x/y", "file:///etc/passwd", "", "troupe://image/../x.png",
    ] {
      let missing = await agent.ask("resources/read", ["uri": .text(uri)])
      #expect(missing["error"]?["code"] == .integer(-32002), "\(uri)")
    }
    let prompt = await agent.ask(
      "prompts/get", ["name": "fix_drift", "arguments": ["image": "@last"]])
    #expect(
      prompt["result"]?["messages"]?.elements.first?["content"]?["text"]?.text?.contains("last")
        == true)
    #expect(await agent.ask("prompts/get", ["name": "fix_drift"])["error"] != nil)
    let completion = await agent.ask(
      "completion/complete",
      [
        "ref": ["type": "ref/prompt", "name": "x"], "argument": ["name": "handle", "value": "@ka"],
      ])
    #expect(completion["result"]?["completion"]?["values"] == ["kael"])
  }
}
