import Foundation
import Testing
import Troupe

@Suite struct SettingsTests {
  private func settings(_ text: String) async throws -> Settings {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "troupe-settings-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try await Library.make(at: folder).close()
    try Data(text.utf8).write(to: folder.appending(path: "troupe.toml"))
    let library = try await Library.open(at: folder)
    defer { try? library.close() }
    return library.settings
  }

  @Test func theFormOfReferencesCanBeChosen() async throws {
    let chosen = try await settings(
      "format = \"source\"\nquality = 90\nsubsampling = \"4:2:0\"\nlong_edge = 1024\nworkers = 3\n")
    #expect(chosen.format == .source && chosen.quality == 90)
    #expect(chosen.subsampling == .quarter && chosen.longEdge == 1024 && chosen.workers == 3)
    #expect(try await settings("") == Settings())
  }

  @Test(
    arguments: [
      ("quality = 0", "quality"), ("quality = \"high\"", "quality"), ("format = \"gif\"", "format"),
      ("subsampling = 4", "subsampling"), ("aspect = \"wide\"", "aspect"),
      ("long_edge = 9", "long_edge"),
      ("workers = 0", "workers"), ("colour = 1", "setting"),
    ])
  func whatCannotBeIsNamed(text: String, name: String) async throws {
    let scratch = try await TemporaryLibrary()
    try scratch.file("lib/troupe.toml", Data("\n\(text)\n".utf8))
    let library = try await scratch.reopened()
    let fault = #expect(throws: TroupeError.self) { try library.checkSpending() }
    guard case .invalidValue(name, _, let expected) = fault, expected.hasPrefix("line 2 of /")
    else {
      Issue.record("\(String(describing: fault))")
      return
    }
    #expect(library.problems == [try #require(fault)] && library.settings == Settings())
  }

  /// A library comes from anybody, and every command reads its settings.
  @Test(.timeLimit(.minutes(10))) func aFileOfManySettingsIsToldInFew() async throws {
    let scratch = try await TemporaryLibrary()
    let lines = (0..<100_000).map { "s\($0)=1" } + [String(repeating: "n", count: 100_000) + "=1"]
    try scratch.file("lib/troupe.toml", Data(lines.joined(separator: "\n").utf8))
    let library = try await scratch.reopened()
    #expect(throws: TroupeError.self) { try library.checkSpending() }
    #expect(library.problems.count == 20)
  }
}
