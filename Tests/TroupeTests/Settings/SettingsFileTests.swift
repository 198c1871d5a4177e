import Foundation
import Synchronization
import Testing
import Troupe

/// A `troupe.toml` that is changed a value at a time.
@Suite struct SettingsFileTests {
  private let scratch: TemporaryLibrary
  private let file: SettingsFile

  init() async throws {
    scratch = try await TemporaryLibrary()
    file = SettingsFile(library: scratch.library.folder)
  }

  private func text() throws -> String { try String(contentsOf: file.file, encoding: .utf8) }

  private func write(_ text: String) throws { try Data(text.utf8).write(to: file.file) }

  @Test("what is set is what holds, whatever the text is")
  func values() async throws {
    for text in [
      "plain", "a \"b\" c", "back\\slash", "tab\there", "雨夜 🌙", "# no comment", "'x'", "",
    ] {
      try file.set("snippets.one", to: text)
      #expect(try file.values()["snippets.one"] == text)
      let reopened = try await scratch.reopened()
      #expect(reopened.settings.snippets["one"] == text && reopened.problems.isEmpty)
      try reopened.close()
    }
    try file.set("quality", to: "80")
    try file.set("max_cost", to: "0.25")
    try file.set("member", to: "42")
    let settings = try await scratch.reopened().settings
    #expect(settings.quality == 80 && settings.maxCost == 0.25 && settings.member == "42")
    let shown = Dictionary(settings.values.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    #expect(shown["quality"] == "80" && shown["max_cost"] == "0.25" && shown["judge"] == .some(nil))
    #expect(Set(shown.keys).isSuperset(of: SettingsFile.names.filter { !$0.hasSuffix(".") }))
  }

  @Test("comments, order and other tables stay; a comment behind a value too")
  func surroundings() throws {
    try write(
      """
      # mine
      model = "troupe/storyboard"   # the free one

      [snippets] # words
      model = "not the setting"
      night = 'dark'
      """)
    try file.set("model", to: "troupe/pocket")
    try file.set("snippets.day", to: "bright")
    try file.set("aspect", to: "16:9")
    #expect(
      try text() == """
        # mine
        model = "troupe/pocket"   # the free one
        aspect = "16:9"

        [snippets] # words
        model = "not the setting"
        night = 'dark'
        day = "bright"

        """)
    #expect(try file.unset("snippets.night") && !file.unset("snippets.night"))
    #expect(try file.values().count == 4)
  }

  @Test("what is no setting, no value of it or no TOML leaves the file as it is")
  func refused() throws {
    try write("quality = 90\n")
    for (name, value) in [
      ("quality", "0"), ("quality", "good"), ("colour", "1"), ("snippets", "x"),
      ("snippets.a b", "x"),
      ("hooks.after_generate", "true"), ("format", "gif"), ("max_cost", "-1"), ("aspect", "wide"),
    ] {
      #expect(throws: TroupeError.self, "\(name) \(value)") { try file.set(name, to: value) }
    }
    #expect(try text() == "quality = 90\n")
    for broken in ["quality = \n", "member = \"\"\"\nx\"\"\"\n"] {
      try write(broken)
      #expect(throws: TroupeError.self) { try file.set("member", to: "ann") }
      #expect(try text() == broken)
    }
  }

  @Test("the user's own file is made where it is missing, and names commands")
  func user() throws {
    let environment = ["XDG_CONFIG_HOME": scratch.base.appending(path: "config").path]
    let own = SettingsFile(environment: environment)
    #expect(try own.values().isEmpty && Settings.ofUser(environment: environment) == Settings())
    try own.set("hooks.after_import", to: "cat")
    #expect(try Settings.ofUser(environment: environment).hooks == ["after_import": "cat"])
    try Data("quality = 0\n".utf8).write(to: own.file)
    #expect(throws: TroupeError.self) { try Settings.ofUser(environment: environment) }
  }

  @Test(
    "whoever opens a library is told of each generation that ended, and of none from the record")
  func ended() async throws {
    let told = Mutex<[String]>([])
    let library = try await Library.open(
      at: scratch.library.folder,
      environment: LibraryEnvironment(
        environment: ["XDG_CONFIG_HOME": scratch.base.path],
        ended: { generation in told.withLock { $0.append("\(generation.id) \(generation.state)") } }
      ))
    defer { try? library.close() }
    let options = GenerateOptions(model: "troupe/storyboard")
    let first = try await library.generate("a roof", options)[0].generation
    _ = try await library.generate("a roof", options)
    let edit = try await library.edit(.last(), "more rain", options)[0].generation
    #expect(told.withLock(\.self) == ["\(first.id) done", "\(edit.id) done"])
  }
}
