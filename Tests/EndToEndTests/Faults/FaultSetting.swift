import Foundation
import TestSupport
import Testing

/// A fixture on which a command can be run: a copy of one that holds some of everything.
struct FaultSetting: Sendable {
  let fixture: CommandLineFixture
  let reference: String
  let generation: String

  /// What every command of the table finds. Made once.
  static let template = Task {
    let fixture = try await CommandLineFixture.withCast()
    for word in ["nia", "more/one", "more/two"] {
      let url = fixture.folder.appending(path: "\(word).png")
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      let shade = UInt8(word.utf8.reduce(0) { ($0 &+ Int($1)) % 200 })
      try SamplePicture.png(width: 40, height: 40, red: shade, green: 70, blue: 200).write(to: url)
    }
    try await fixture.must("add", "object", "gone", fixture.picture("gone.png", red: 3, blue: 77))
    try await fixture.must("remove", "@gone")
    try await fixture.must("generate", "@kael on a roof", "-m", "troupe/storyboard")
    try await fixture.must("edit", "@last", "the same at night", "-m", "troupe/storyboard")
    try await fixture.must("session", "start", "-m", "troupe/storyboard")
    try await fixture.must("session", "say", "@kael sits")
    let made = try await fixture.must("show", "@last~1", "--json").json()["id"].string
    _ = try await fixture.run(["key", "set", "google"], stdin: "AIzaOld0123456789\n")
    try await fixture.must("backup", fixture.folder.appending(path: "renewed").path)
    try await fixture.must("set", "@kael", "--description", "changed since the backup")
    let known = try await fixture.must("reference", "list", "@kael", "--json").json()
    let digest = try #require(known["references"][0]["digest"].string)
    return FaultSetting(
      fixture: fixture, reference: String(digest.drop { $0 != ":" }.dropFirst().prefix(12)),
      generation: try #require(made))
  }

  /// A copy that a test may change.
  func copied() throws -> FaultSetting {
    let copy = try CommandLineFixture()
    for name in try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path) {
      try FileManager.default.copyItem(
        at: fixture.folder.appending(path: name), to: copy.folder.appending(path: name))
    }
    return FaultSetting(fixture: copy, reference: reference, generation: generation)
  }

  /// The same names for a folder in which nothing is.
  func emptied() throws -> FaultSetting {
    FaultSetting(fixture: try CommandLineFixture(), reference: reference, generation: generation)
  }

  func run(
    _ command: FaultyCommand, _ server: FakeGemini?, _ fault: [String: String] = [:]
  ) async throws -> Answer {
    let words = command.words.map {
      $0.replacing("{reference}", with: reference).replacing("{generation}", with: generation)
        .replacing("{more}", with: fixture.folder.appending(path: "more").path)
        .replacing("{folder}", with: fixture.folder.path)
    }
    var environment = server.map(GeminiTests.keys) ?? [:]
    environment.merge(fault) { $1 }
    return try await fixture.run(
      words + ["--json"], stdin: command.stdin, environment: environment)
  }

  /// What a user sees of the effect of `command`: rows without times and ids, and files that are no library's.
  func state(_ command: FaultyCommand) async throws -> String {
    let library = fixture.folder.appending(path: command.made ?? "lib")
    guard FileManager.default.fileExists(atPath: library.appending(path: "troupe.sqlite").path)
    else { return "no library\n" + (try files()) }
    let rows = try await SQLiteShell.answer(to: Self.rows, at: library)
    try #require(rows.status == 0, "\(rows.stderr)")
    return rows.stdout + (try files())
  }

  private static let rows = """
    SELECT handle, name, description, removed_at IS NULL FROM asset ORDER BY 1;
    SELECT a.handle, r.digest, view, caption, rank, retired_at IS NULL
    FROM reference r JOIN asset a ON a.id = r.asset ORDER BY 1, 2;
    SELECT a.handle, t.text FROM trait t JOIN asset a ON a.id = t.asset ORDER BY 1, 2;
    SELECT a.handle, t.tag FROM asset_tag t JOIN asset a ON a.id = t.asset ORDER BY 1, 2;
    SELECT a.handle, l.alias FROM asset_alias l JOIN asset a ON a.id = l.asset ORDER BY 1, 2;
    SELECT a.handle, l.name, l.description FROM look l JOIN asset a ON a.id = l.asset ORDER BY 1, 2;
    SELECT look, text FROM look_trait ORDER BY 1, 2; SELECT tag FROM reference_tag ORDER BY 1;
    SELECT count(*) FROM source; SELECT count(*) FROM output;
    SELECT count(*) FROM session; SELECT count(*) FROM session_end;
    SELECT state, count(*) FROM current_state GROUP BY 1 ORDER BY 1;
    """

  private func files() throws -> String {
    let names = try FileManager.default.subpathsOfDirectory(atPath: fixture.folder.path).sorted()
    return names.filter { name in
      let parts = name.split(separator: "/")
      return !["lib", "new", "copy", "renewed"].contains(parts[0])
        && !parts.contains { $0.hasPrefix(".") }
    }.map { name in
      let bytes = try? Data(contentsOf: fixture.folder.appending(path: name))
      return "\(name) \(bytes?.count ?? -1) \(bytes?.hashValue ?? 0)"
    }.joined(separator: "\n")
  }
}
