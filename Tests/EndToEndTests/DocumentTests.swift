import Foundation
import Testing

/// `--json`: one document a command, with the fields that are promised.
@Suite struct DocumentTests {
  @Test func aGenerationHasItsFields() async throws {
    let fixture = try await CommandLineFixture.withCast()
    try await fixture.must("generate", "@kael with @lantern", "-m", "offline", "--aspect", "1:1")
    try await fixture.must("edit", "@last", "make it rain", "--seed", "7")
    let record = try await fixture.must("show", "@last", "--json").json()
    let promised: Set = [
      "id", "state", "created_at", "model", "model_resolved", "provider", "prompt", "prompt_sent",
      "parent", "parameters", "adjustments", "references", "outputs", "cost_usd", "files",
    ]
    #expect(promised.subtracting(record.names) == [])
    #expect(record["parameters"].names == ["asked", "sent"])
    #expect(record["references"][0]["role"].string == "parent")
    let reference: Set = ["position", "role", "reference", "rendition", "label"]
    #expect(reference.subtracting(record["references"][0].names) == [])
    let output: Set = ["id", "digest", "path", "width", "height", "type"]
    #expect(output.subtracting(record["outputs"][0].names) == [])
    let file = try #require(record["files"][0].string)
    #expect(FileManager.default.fileExists(atPath: file))
    #expect(file.hasSuffix(record["outputs"][0]["path"].string ?? "?"))
  }

  @Test func aPlanHasItsFields() async throws {
    let fixture = try await CommandLineFixture.withCast()
    try await fixture.must(
      "reference", "add", "@kael", fixture.picture("k2.png", red: 100, green: 10), "--view", "front"
    )
    let plan = try await fixture.must(
      "plan", "@kael with @lantern", "--model", "gemini-3-pro-image", "--json"
    ).json()
    let promised: Set = [
      "model", "prompt_sent", "selection", "adjustments", "limits", "estimate",
    ]
    #expect(promised.subtracting(plan.names) == [])
    let chosen: Set = [
      "position", "role", "asset", "kind", "reference", "reason", "value",
    ]
    #expect(chosen.subtracting(plan["selection"]["chosen"][0].names) == [])
    let excluded: Set = ["asset", "kind", "reference", "reason"]
    for one in plan["selection"]["excluded"].array {
      #expect(excluded.subtracting(one.names) == [])
    }
    #expect(plan["estimate"]["cost_usd"].double ?? 0 > 0)
    #expect(plan["limits"].array.contains { $0["name"].string == "characters" })
  }

  @Test func everyCommandAnswersWithOneDocument() async throws {
    let fixture = try await CommandLineFixture.withCast()
    try await fixture.must("generate", "@kael", "-m", "offline")
    let sheet = fixture.folder.appending(path: "sheet.png").path
    let expected: [([String], Set<String>)] = [
      (["list"], ["assets", "total", "schema"]),
      (
        ["session", "start", "-m", "offline"],
        ["session", "turns", "schema"]
      ),
      (["session", "show"], ["session", "turns"]),
      (["session", "end"], ["session", "turns"]),
      (["show", "@kael"], ["asset", "references"]),
      (["set", "@kael", "--name", "K"], ["asset"]),
      (["add", "object", "cup"], ["asset", "references"]),
      (["rename", "@cup", "@mug"], ["asset"]),
      (["remove", "@mug"], ["removed"]),
      (["restore", "@mug"], ["asset"]),
      (["reference", "add", "@mug", "@last"], ["references"]),
      (["reference", "list", "@mug"], ["asset", "references"]),
      (["coverage", "@kael"], ["asset", "model", "entries", "never_sent"]),
      (["plan", "@kael", "--compare", "offline"], ["models"]),
      (["plan", "--against", "@last"], ["against", "differences", "plan"]),
      (["generate", "@kael", "-m", "offline"], ["generations"]),
      (["edit", "@last", "red"], ["generations"]),
      (["replay", "@last"], ["generations"]),
      (["search"], ["interpretation", "generations"]),
      (["duplicates"], ["groups", "total", "waiting"]),
      (["duplicates", "@last"], ["pictures", "waiting"]),
      (["lineage", "@last"], ["focus", "generations"]),
      (
        ["rebuild", "@last", "-m", "gemini-3-pro-image", "--plan"],
        ["digest", "next", "next_steps", "rework", "steps", "totals", "warnings"]
      ),
      (["compare", "@last", "@last~1", "--out", sheet], ["generations", "sheet"]),
      (["models"], ["models"]),
      (["key"], ["keys"]),
      (["verify"], ["files", "rows", "orphans", "problems"]),
      (["recover"], ["findings"]),
      (["costs", "--by", "asset"], ["grouping", "lines", "total"]),
      (["gc", "--dry-run"], ["dry_run", "assets", "files", "byte_count"]),
      (
        ["backup", fixture.folder.appending(path: "copy").path],
        ["path", "copied", "byte_count", "verification"]
      ),
    ]
    for (command, names) in expected {
      let answer = try await fixture.run(command + ["--json"])
      #expect(answer.status == 0, "\(command): \(answer.stderr)")
      #expect(try names.subtracting(answer.json().names) == [], "\(command)")
      #expect(answer.stderr.isEmpty, "\(command)")
    }
  }
}
