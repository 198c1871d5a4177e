import Foundation
import TestSupport
import Testing

/// A scratch folder with a library and an environment of its own, removed in the end.
final class CommandLineFixture: Sendable {
  let folder: URL
  /// The library's folder.
  var library: URL { folder.appending(path: "lib") }

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "troupe-e2e-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// A fixture with a copy of another's library.
  convenience init(copying other: CommandLineFixture) throws {
    try self.init()
    try FileManager.default.copyItem(at: other.library, to: library)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// A fixture with a library of two characters, an object and a style.
  static func withCast() async throws -> CommandLineFixture {
    let fixture = try CommandLineFixture()
    try await fixture.must("init", "lib")
    try await fixture.must(
      "add", "character", "kael", fixture.picture("kael.png", red: 220), "--view", "front",
      "--trait", "scar over the left eye")
    try await fixture.must("add", "character", "米拉", fixture.picture("mira.png", green: 220))
    try await fixture.must("add", "object", "lantern", fixture.picture("lantern.png", blue: 220))
    try await fixture.must("add", "style", "ink", fixture.picture("ink.png", red: 10))
    return fixture
  }

  /// Writes a small PNG of one color and returns its path.
  func picture(_ name: String, red: UInt8 = 90, green: UInt8 = 90, blue: UInt8 = 90) throws
    -> String
  {
    let bytes = SamplePicture.png(width: 64, height: 48, red: red, green: green, blue: blue)
    return try file(name, bytes)
  }

  /// Writes a file and returns its path.
  func file(_ name: String, _ bytes: Data) throws -> String {
    let url = folder.appending(path: name)
    try bytes.write(to: url)
    return url.path
  }

  /// Runs the program in the library's folder, or beside it before there is one.
  @discardableResult
  func run(
    _ arguments: [String], stdin: String? = nil, environment: [String: String] = [:]
  ) async throws -> Answer {
    try await start(arguments, stdin: stdin, environment: environment).answer()
  }

  /// Runs the program, and fails the test unless it succeeds.
  @discardableResult
  func must(
    _ arguments: String..., environment: [String: String] = [:],
    at location: SourceLocation = #_sourceLocation
  ) async throws -> Answer {
    let answer = try await run(arguments, environment: environment)
    #expect(answer.status == 0, "\(arguments): \(answer.stderr)", sourceLocation: location)
    return answer
  }

  /// Starts the program, where asked so in no more than `mostMemory` bytes of addresses.
  func start(
    _ arguments: [String], stdin: String? = nil, environment: [String: String] = [:],
    mostMemory: Int? = nil, terminal: Terminal? = nil
  ) throws -> Run {
    var (program, arguments) = (try #require(Program.url, "the program is not built"), arguments)
    if let mostMemory {
      let limit = "ulimit -v \(mostMemory >> 10); exec \"$0\" \"$@\""
      arguments = ["-c", limit, program.path] + arguments
      program = URL(filePath: "/bin/sh")
    }
    let clean = [
      "HOME": folder.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
      "XDG_DATA_HOME": folder.appending(path: "data").path,
      "XDG_CONFIG_HOME": folder.appending(path: "config").path,
    ]
    let exists = FileManager.default.fileExists(atPath: library.path)
    return try Run(
      program, arguments, in: exists ? library : folder, stdin: stdin,
      environment: clean.merging(environment) { $1 }, terminal: terminal)
  }

  /// All that the library says of itself, to see whether anything changed.
  func snapshot() async throws -> [String] {
    let cast = try await must("list", "--json").stdout
    let made = try await must("search", "--json", "--limit", "1000").stdout
    let kael = try await must("reference", "list", "@kael", "--retired", "--json").stdout
    return [cast, made, kael]
  }
}
