import Foundation
import Testing

/// The program `sqlite3`: another reader of a library's database than this one.
enum SQLiteShell {
  /// Whether it is on the `PATH`.
  static var isInstalled: Bool { program != nil }

  /// What brings it, for tests that are skipped without it.
  static let advice: Comment = "needs the program sqlite3: install the package sqlite3"

  /// Runs a statement on the library of `fixture`.
  static func answer(to statement: String, in fixture: CommandLineFixture) async throws -> Answer {
    try await answer(to: statement, at: fixture.library)
  }

  /// Runs a statement on the library in `folder`.
  static func answer(to statement: String, at folder: URL) async throws -> Answer {
    try await Run(
      #require(program, advice), [folder.appending(path: "troupe.sqlite").path, statement],
      in: folder, stdin: nil, environment: [:]
    ).answer()
  }

  private static let program: URL? = (ProcessInfo.processInfo.environment["PATH"] ?? "")
    .split(separator: ":").map { URL(filePath: String($0)).appending(path: "sqlite3") }
    .first { FileManager.default.isExecutableFile(atPath: $0.path) }
}
