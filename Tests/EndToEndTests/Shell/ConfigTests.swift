import Foundation
import Testing

/// Settings from the command line, and the user's own commands that they name.
@Suite struct ConfigTests {
  private let fixture: CommandLineFixture

  init() async throws {
    fixture = try CommandLineFixture()
    try await fixture.must("init", "lib")
  }

  private var own: URL { fixture.folder.appending(path: "config/troupe/troupe.toml") }
  private var theirs: URL { fixture.library.appending(path: "troupe.toml") }

  private func setting(_ name: String) async throws -> (value: String?, setIn: String?) {
    let one = try await fixture.must("config", "get", name, "--json").json()
    return (one["value"].string, one["set_in"].string)
  }

  @Test("a value is set and taken away, and all other lines stay")
  func setting() async throws {
    let before = try String(contentsOf: theirs, encoding: .utf8)
    try await fixture.must("config", "set", "model", "troupe/storyboard")
    try await fixture.must("config", "set", "max_cost", "0.5")
    try await fixture.must("config", "set", "snippets.night", "a \"dark\" night\\")
    let text = try String(contentsOf: theirs, encoding: .utf8)
    #expect(
      text.contains("\nmodel = \"troupe/storyboard\"\n") && text.contains("\nmax_cost = 0.5\n"))
    #expect(Set(before.split(separator: "\n")).isSubset(of: Set(text.split(separator: "\n"))))
    try await fixture.must("generate", "%night", "--max-cost", "1")
    let made = try await fixture.must("show", "@last", "--json").json()
    #expect(made["model"].string == "troupe/storyboard")
    #expect(made["prompt"].string == "a \"dark\" night\\")
    try await fixture.must("config", "set", "model", "gemini-3-pro-image", "--user")
    #expect(try await setting("model") == ("troupe/storyboard", "library"))
    for name in ["model", "max_cost", "snippets.night"] {
      try await fixture.must("config", "unset", name)
    }
    #expect(try await setting("model") == ("gemini-3-pro-image", "user"))
    #expect(try await setting("long_edge") == ("2048", "default"))
    let after = try String(contentsOf: theirs, encoding: .utf8)
    #expect(after.replacing("\n[snippets]\n", with: "") == before)
  }

  @Test("of two bounds the lower one holds, and who sets the other is told")
  func bounds() async throws {
    try await fixture.must("config", "set", "max_cost", "5", "--user")
    let answer = try await fixture.must("config", "set", "max_cost", "9")
    #expect(answer.stderr.contains("5 holds"))
    #expect(try await setting("max_cost") == ("5", "user"))
  }

  @Test("what cannot be set changes nothing, and is told with what could be")
  func refused() async throws {
    let before = try Data(contentsOf: theirs)
    for (words, told) in [
      (["quality", "192"], "1 to 100"), (["modle", "x"], "model, if that is meant"),
      (["model", "gemini-3-pro-imag"], "Did you mean gemini-3-pro-image"),
      (["aspect", "wide"], "16:9"), (["hooks.after_lunch", "true"], "after_generate"),
      (["nothing", "1"], "one of member"), (["snippets", "x"], "snippets.NAME"),
    ] {
      let answer = try await fixture.run(["config", "set"] + words)
      #expect([2, 3].contains(answer.status) && answer.stderr.contains(told), "\(answer.stderr)")
    }
    #expect(try Data(contentsOf: theirs) == before)
    try Data("model = \"\"\"\ntwo lines\"\"\"\n".utf8).write(to: theirs)
    let answer = try await fixture.run(["config", "set", "model", "offline"])
    #expect(answer.status == 2 && answer.stderr.contains("an editor"))
  }

  @Test("commands of the user's follow what was made and imported, with its JSON")
  func hooks() async throws {
    let (made, imported) = (
      fixture.folder.appending(path: "made.jsonl"), fixture.folder.appending(path: "imported.jsonl")
    )
    try await fixture.must(
      "config", "set", "hooks.after_generate",
      "cat >> '\(made.path)'; echo \"$TROUPE_LIBRARY\"; exit 3")
    try await fixture.must("config", "set", "hooks.after_import", "cat >> '\(imported.path)'")
    #expect(FileManager.default.fileExists(atPath: own.path))
    let answer = try await fixture.must("generate", "a roof", "-m", "offline", "--count", "2")
    #expect(answer.stderr.contains("hooks.after_generate ended with status 3"))
    #expect(answer.stderr.contains(fixture.library.path) && !answer.stdout.contains("status 3"))
    let lines = try String(contentsOf: made, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 2)
    let document = try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any]
    #expect(document?["prompt"] as? String == "a roof" && document?["schema"] as? Int == 2)
    #expect((document?["files"] as? [String])?.first?.hasPrefix(fixture.library.path) == true)
    // What comes from the record was made before.
    try await fixture.must("generate", "a roof", "-m", "offline")
    #expect(try String(contentsOf: made, encoding: .utf8).split(separator: "\n").count == 2)
    let old = try fixture.file("old.jsonl", Data(#"{"prompt": "an old one"}"#.utf8))
    try await fixture.must("import", "--jsonl", old)
    try await fixture.must("import", "--jsonl", old)
    let told = try String(contentsOf: imported, encoding: .utf8)
    #expect(told.contains(#""imported":1"#) && told.split(separator: "\n").count == 1)
  }

  @Test("a library from elsewhere runs no commands")
  func foreignHooks() async throws {
    let mark = fixture.folder.appending(path: "mark")
    let text = "[hooks]\nafter_generate = \"touch '\(mark.path)'\"\n"
    try Data(text.utf8).write(to: theirs)
    let answer = try await fixture.run(["generate", "x", "-m", "offline"])
    #expect(answer.status == 2 && answer.stderr.contains("only your own troupe.toml"))
    #expect(!FileManager.default.fileExists(atPath: mark.path))
  }
}
