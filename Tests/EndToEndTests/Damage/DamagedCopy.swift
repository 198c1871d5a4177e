import Foundation
import Testing

/// A library that is damaged again and again: each time all but the damage is as it was.
final class DamagedCopy: Sendable {
  let fixture: CommandLineFixture
  private let sound: [String: Data]

  /// What the program writes to; pictures do not change.
  private static let names = ["troupe.sqlite", "troupe.sqlite-wal", "troupe.lock", "troupe.toml"]

  init(_ fixture: CommandLineFixture) {
    self.fixture = fixture
    var sound: [String: Data] = [:]
    for name in Self.names {
      sound[name] = try? Data(contentsOf: fixture.library.appending(path: name))
    }
    self.sound = sound
  }

  /// Makes all as it was, but for the file `name`, in which bit number `bit` is turned over.
  func flip(_ name: String, bit: Int) throws {
    try restore()
    let file = fixture.library.appending(path: name)
    var bytes = try sound[name] ?? Data(contentsOf: file)
    bytes[bit / 8] ^= 1 << (bit % 8)
    try bytes.write(to: file)
  }

  /// Makes all as it was.
  func restore() throws {
    for name in Self.names + ["troupe.sqlite-shm"] {
      let file = fixture.library.appending(path: name)
      if let bytes = sound[name] {
        try bytes.write(to: file)
      } else if FileManager.default.fileExists(atPath: file.path) {
        try FileManager.default.removeItem(at: file)
      }
    }
  }

  /// Runs the program, in no more than 4 GiB of addresses, and ends it after two minutes: both count as a signal.
  func run(_ arguments: [String], environment: [String: String] = [:]) async throws -> Answer {
    let run = try fixture.start(arguments, environment: environment, mostMemory: 4 << 30)
    let watch = Task {
      try await Task.sleep(for: .seconds(120))
      run.signal(SIGKILL)
    }
    defer { watch.cancel() }
    return try await run.answer()
  }

  /// What `commands` say now, without the name of this folder.
  func answers(to commands: [[String]]) async throws -> [String] {
    var answers: [String] = []
    for command in commands {
      let answer = try await run(command)
      let words = answer.stdout.replacing(fixture.folder.path, with: "")
      answers.append("\(command.joined(separator: " ")): \(answer.status) \(words)")
    }
    return answers
  }
}

extension Answer {
  /// Whether the program ended by itself, in a way that its documentation names.
  var isDocumented: Bool { (0...8).contains(status) }
}

/// How a battery is run.
enum Battery {
  /// Runs `body` on each of `cases`, some at once, each on a copy of its own of `library`.
  static func run<Case: Sendable>(
    _ cases: [Case], on library: CommandLineFixture,
    _ body: @Sendable @escaping (Case, DamagedCopy) async throws -> Void
  ) async throws {
    let workers = 2
    try await withThrowingTaskGroup { group in
      for worker in 0..<workers {
        let copy = DamagedCopy(try CommandLineFixture(copying: library))
        group.addTask {
          for index in stride(from: worker, to: cases.count, by: workers) {
            try await body(cases[index], copy)
          }
        }
      }
      try await group.waitForAll()
    }
  }
}
