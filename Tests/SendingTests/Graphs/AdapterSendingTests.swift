import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeVocabulary

@testable import TroupeSending

/// Adapters from the choice to the record: the server loads them, the words carry the trigger.
@Suite struct AdapterSendingTests {
  private static let file = "kael_v2.safetensors"

  private func graph(_ body: Data) throws -> [String: [String: Any]] {
    let object = try JSONSerialization.jsonObject(with: body) as? [String: Any]
    return try #require(object?["prompt"] as? [String: [String: Any]])
  }

  private func inputs(_ graph: [String: [String: Any]], _ node: String) -> [String: String] {
    (graph[node]?["inputs"] as? [String: Any] ?? [:]).mapValues { value in
      (value as? [Any]).map { $0.map { "\($0)" }.joined(separator: ".") } ?? "\(value)"
    }
  }

  @Test func aGraphLoadsTheAdapterAndAReplayLoadsItAgain() async throws {
    let fixture = try await AdapterFixture(listing: [Self.file, "other.safetensors"])
    let made = try await fixture.make("@kael on a roof")
    #expect(made.error == nil && made.generation.state == .done)
    let adapter = try #require(try await fixture.services.catalog.adapters(of: nil).first)
    let used = try #require(made.generation.adapters.first)
    #expect(made.generation.adapters.count == 1 && used.digest == adapter.digest)
    #expect(used.name == Self.file && used.weight == 0.8 && used.asset == "kael")
    let again = try await fixture.services.replay.replay(made.generation.id)
    #expect(again.error == nil && again.generation.adapters == made.generation.adapters)
    #expect(fixture.graphs.submitted.count == 2)
    for body in fixture.graphs.submitted {
      let graph = try graph(body)
      let loader = inputs(graph, "troupe-adapter-1")
      #expect(graph["troupe-adapter-1"]?["class_type"] as? String == "LoraLoader")
      #expect(loader["lora_name"] == Self.file && loader["strength_model"] == "0.8")
      #expect(
        loader["strength_clip"] == "0.8" && loader["model"] == "1.0" && loader["clip"] == "2.0")
      #expect(inputs(graph, "4")["model"] == "troupe-adapter-1.0")
      #expect(inputs(graph, "3")["clip"] == "troupe-adapter-1.1")
      #expect(inputs(graph, "3")["text"]?.contains("kael_v2 (image 1) on a roof") == true)
    }
    #expect(fixture.graphs.paths.count { $0 == "GET /object_info/LoraLoader" } == 2)
    #expect(try await fixture.services.verification.verify().problems.isEmpty)
    // What it went with keeps it.
    _ = try await fixture.services.catalog.retireAdapter("\(adapter.id)")
    let kept = try await fixture.services.generations.read { try $0.generation(made.generation.id) }
    #expect(kept.adapters == made.generation.adapters)
    #expect(try await fixture.plan("@kael on a roof").adapters.isEmpty)
  }

  @Test func aPromptNamesTheAdapterForTheOtherServer() async throws {
    let fixture = try await AdapterFixture(listing: [Self.file])
    let made = try await fixture.make("@kael on a roof", "a1111-reference")
    #expect(made.error == nil && made.generation.adapters.map(\.trigger) == ["kael_v2"])
    let request = try #require(fixture.images.requests.first { $0.method == "POST" })
    let body = try JSONSerialization.jsonObject(with: request.body) as? [String: Any]
    let prompt = try #require(body?["prompt"] as? String)
    #expect(prompt.hasSuffix(" <lora:kael_v2:0.8>") && prompt.contains("kael_v2"))
    #expect(!prompt.contains("gray hair") && !prompt.contains("scar on the chin"))
    #expect(prompt.contains("red scarf"), "clothes are still said")
  }

  @Test(arguments: ["mine", "a1111-reference"])
  func anAdapterThatTheServerLacksEndsItBeforeAnythingIsPlanned(_ model: String) async throws {
    let fixture = try await AdapterFixture(listing: ["other.safetensors"])
    let error = await #expect(throws: TroupeError.self) {
      try await fixture.make("@kael on a roof", model)
    }
    guard case .provider(.adapterMissing(_, let name, let known)) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(name.hasPrefix("kael_v2") && known.first?.hasPrefix("other") == true)
    #expect(fixture.graphs.submitted.isEmpty)
    #expect(try await fixture.services.column("id", "SELECT id FROM generation").isEmpty)
  }

  @Test func aServerThatDoesNotSayIsSentTheRequest() async throws {
    let fixture = try await AdapterFixture(listing: nil)
    #expect(try await fixture.make("@kael on a roof").error == nil)
  }

  @Test func aSlotGoesToWhoHasNoAdapter() async throws {
    let fixture = try await AdapterFixture(listing: nil)
    let plan = try await fixture.plan("@kael and @mira on a roof")
    #expect(plan.selection.chosen.map(\.asset) == ["mira"])
    #expect(plan.adapters.map(\.asset) == ["kael"])
    #expect(plan.adapters.first?.reason.contains("pictures of @kael count less") == true)
    #expect(plan.promptSent.contains("kael_v2 and mira"))
    // Where there is room, a picture goes too.
    let alone = try await fixture.plan("@kael on a roof")
    #expect(alone.selection.chosen.map(\.asset) == ["kael"] && alone.adapters.count == 1)
    await #expect(throws: TroupeError.self) {
      try await fixture.plan("@kael and @mira on a roof", without: ["kael"])
    }
  }

  @Test func whatTheTriggerBindsIsToldAsLeftOut() async throws {
    let fixture = try await AdapterFixture(listing: nil)
    let plan = try await fixture.plan("@kael on a roof")
    let left = plan.adjustments.filter { $0.reason.contains("binds it to “kael_v2”") }
    #expect(
      left.filter { $0.field == "traits" }.map(\.before) == ["gray hair", "scar on the chin"])
    #expect(left.contains { $0.field == "description" && $0.before.contains("gray hair") })
    #expect(plan.promptSent.lowercased().contains("a courier"))
    #expect(!plan.promptSent.contains("Kael_v2"), "the trigger as it is, also where a line begins")
    let plain = try await fixture.plan("@kael on a roof", without: ["kael"])
    #expect(plain.adapters.isEmpty && !plain.promptSent.contains("kael_v2"))
    #expect(plain.promptSent.contains("gray hair") && plain.adjustments != plan.adjustments)
  }

  @Test func whatDoesNotFitIsToldAndLeftOut() async throws {
    func reason(_ fixture: AdapterFixture, _ prompt: String, _ model: String) async throws
      -> String?
    {
      let plan = try await fixture.plan(prompt, model)
      #expect(plan.adapters.isEmpty)
      return plan.adjustments.first { $0.field == "adapters" }?.reason
    }
    let fixture = try await AdapterFixture(listing: nil, families: ["flux2"])
    #expect(try await reason(fixture, "@kael", "mine") == "none of its adapters is for mine")
    let none = try await reason(fixture, "@kael and @mira", "comfy-blend")
    #expect(none == "comfy-blend takes no adapters")
    let winter = try await AdapterFixture(listing: nil, look: "winter")
    #expect(try await reason(winter, "@kael", "mine")?.contains("the look 'winter'") == true)
    #expect(try await winter.plan("@kael/winter on a roof").adapters.count == 1)
  }
}
