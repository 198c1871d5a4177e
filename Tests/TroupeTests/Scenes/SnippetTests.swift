import Foundation
import Testing
import Troupe

@Suite struct SnippetTests {
  @Test func whatIsWrittenAndWhatIsSentAreRecorded() async throws {
    let temporary = try await TemporaryLibrary()
    let library = temporary.library
    try await temporary.addCast()
    try await library.setSnippet("ink-night", to: "ink wash, {place} at night")
    var options = GenerateOptions.offline
    options.variables = ["place": "a harbor"]
    let made = try await temporary.shot("@kael, %ink-night, 100% wool, \\%x", options)
    #expect(made.prompt == "@kael, ink wash, a harbor at night, 100% wool, %x")
    #expect(made.promptWritten == "@kael, %ink-night, 100% wool, \\%x")
    #expect(made.promptSent.contains("a harbor at night"))
    let read = try await library.generation(.id(made.id))
    #expect(read.promptWritten == made.promptWritten)
    #expect(try await library.search("harbor").generations.map(\.id) == [made.id])
    // The same words without a snippet are the same request, and are answered from the record.
    let plain = try await library.generate(
      "@kael, ink wash, a harbor at night, 100% wool, \\%x", .offline)
    #expect(plain.first?.isFromRecord == true && plain.first?.generation.id == made.id)
    // Nothing is expanded in what is expanded already.
    var expanded = GenerateOptions.offline
    expanded.written = "%unknown"
    let kept = try await temporary.shot("50 %off {x}", expanded)
    #expect(kept.prompt == "50 %off {x}" && kept.promptWritten == "%unknown")
    #expect(try await library.verify().problems.isEmpty)
  }

  @Test func aPromptWithoutAnyIsRecordedAsItAlwaysWas() async throws {
    let temporary = try await TemporaryLibrary()
    let made = try await temporary.shot("a roof, {\"a\": 1}, 5%")
    #expect(made.promptWritten == nil && made.prompt == "a roof, {\"a\": 1}, 5%")
    #expect(
      try !CanonicalJSON.text(Request(prompt: "a", written: "a", model: "m")).contains("written"))
    var request = Request(prompt: "a", written: "%a", model: "m")
    #expect(try CanonicalJSON.text(request).contains("\"written\":\"%a\""))
    request.prompt = "b"
    #expect(request.written == nil)
  }

  @Test func anUnknownNameStopsTheRequest() async throws {
    let temporary = try await TemporaryLibrary()
    try await temporary.library.setSnippet("ink-night", to: "a")
    for (prompt, error) in [
      ("a %ink-nigth", SceneError.unknownSnippet(nil, name: "ink-nigth", nearest: ["ink-night"])),
      ("a {plase}", .unknownVariable(nil, name: "plase", nearest: ["place"])),
    ] {
      var options = GenerateOptions.offline
      options.variables = ["place": "a roof"]
      await #expect(throws: TroupeError.scene(error)) {
        try await temporary.library.generate(prompt, options)
      }
      await #expect(throws: TroupeError.scene(error)) {
        try await temporary.library.plan(prompt, options)
      }
    }
  }

  @Test func namesEndWhereWordsDo() async throws {
    let temporary = try await TemporaryLibrary()
    let library = temporary.library
    for (name, words) in [("ink", "INK"), ("墨", "水墨"), ("deep", "%ink %ink")] {
      try await library.setSnippet(name, to: words)
    }
    for (prompt, expected) in [
      ("%ink.", "INK."), ("%ink-", "INK-"), ("a%ink", "a%ink"), ("%", "%"), ("%墨的夜", "水墨的夜"),
      ("%deep!", "INK INK!"), ("\\%ink \\{x}", "%ink {x}"), ("{ x } {", "{ x } {"),
      ("{{x}}", "{{x}}"),
    ] {
      #expect(try await temporary.shot(prompt).prompt == expected)
    }
  }

  @Test func growthIsBounded() async throws {
    let temporary = try await TemporaryLibrary()
    let names = (0..<30).map { "s" + String(UnicodeScalar(UInt8(97 + $0 % 26))) + "\($0)" }
    for (name, next) in zip(names, names.dropFirst()) {
      try await temporary.library.setSnippet(name, to: "%\(next) %\(next)")
    }
    try await temporary.library.setSnippet(names[29], to: "words")
    await #expect(throws: TroupeError.scene(.promptTooLong(nil, bound: 100_000))) {
      try await temporary.library.generate("%\(names[0])", .offline)
    }
  }

  @Test func snippetsAreFilesAndSettings() async throws {
    let temporary = try await TemporaryLibrary()
    let library = temporary.library
    try Data("[snippets]\nink = \"set\"\nold = \"paper\"\n".utf8).write(
      to: library.folder.appending(path: "troupe.toml"))
    let opened = try await temporary.reopened()
    try await opened.setSnippet("ink", to: "file")
    #expect(try await opened.snippets() == ["ink": "file", "old": "paper"])
    #expect(try await opened.snippet("ink") == "file")
    try await opened.removeSnippet("ink")
    #expect(try await opened.snippets() == ["ink": "set", "old": "paper"])
    await #expect(throws: TroupeError.self) { try await opened.removeSnippet("ink") }
    await #expect(throws: TroupeError.self) { try await opened.snippet("inc") }
    for name in ["", "a b", "-a", "../up", "a-", String(repeating: "a", count: 65)] {
      await #expect(throws: TroupeError.self) { try await opened.setSnippet(name, to: "x") }
    }
    try opened.close()
  }
}
