import Foundation
import TestSupport
import Testing

/// A library and a folder of the user's configuration, with a provider on loopback.
final class Setting: Sendable {
  let fixture: CommandLineFixture
  let server: FakeGemini
  private let environment: [String: String]

  static let secret = "AIzaSyC4n4ry/Key+0123456789abcdefghijk"

  /// - Parameter replies: what the server answers, then images.
  init(_ replies: [FakeReply] = []) async throws {
    fixture = try CommandLineFixture()
    server = try FakeGemini(replies, otherwise: .image())
    environment = [
      "GEMINI_API_KEY": Self.secret, "GOOGLE_GEMINI_BASE_URL": server.baseURL,
      "GATE_KEY": "k-of-the-gate-0123",
    ]
    try await fixture.must("init", "lib")
  }

  deinit { server.stop() }

  /// The path of a file of the user's configuration in the fixture's folder.
  static func user(_ name: String) -> String { "config/troupe/\(name)" }

  func run(_ words: String...) async throws -> Answer { try await run(words) }

  func run(_ words: [String]) async throws -> Answer {
    try await fixture.run(words, environment: environment)
  }

  func start(_ words: String...) throws -> Run {
    try fixture.start(words, environment: environment)
  }

  /// Runs the program at a terminal, and types `answer` where it asks something; what was shown there.
  func ask(_ words: [String], _ answer: String) async throws -> (Answer, shown: String) {
    let terminal = try Terminal()
    let run = try fixture.start(words, environment: environment, terminal: terminal)
    if await terminal.shows("[y/N] ") { terminal.type(answer + "\n") }
    return (try await run.answer(), await terminal.text())
  }

  /// Starts the program at `terminal`.
  func start(_ words: [String], at terminal: Terminal? = nil) throws -> Run {
    try fixture.start(words, environment: environment, terminal: terminal)
  }

  /// Writes a file and the folders above it.
  func write(_ path: String, _ bytes: Data) throws {
    let url = fixture.folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: url)
  }

  /// The profile that `troupe models show` prints, with `changes` of its text.
  func profile(_ model: String, _ changes: [(String, String)]) async throws -> Data {
    var text = try await run("models", "show", model, "--json").stdout
    for (from, to) in changes { text = text.replacing(from, with: to) }
    return Data(text.utf8)
  }
}
