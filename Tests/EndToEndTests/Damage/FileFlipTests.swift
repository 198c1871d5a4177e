import Foundation
import TestSupport
import Testing

/// Single bits turned over in the files next to the database.
struct FileFlipTests {
  @Test func aFlippedBitOfAPictureIsFound() async throws {
    let library = try await RichLibrary.copy()
    let objects = try FileManager.default.subpathsOfDirectory(
      atPath: library.library.appending(path: "objects").path
    ).filter { $0.contains(".") }.sorted()
    let cases = Thoroughness.isWhole ? 200 : 3
    try await flips(cases, seed: 15, in: objects.map { "objects/\($0)" }, of: library) {
      name, copy in
      let found = try await copy.run(["verify"])
      #expect(found.status == 7 && found.stdout.contains(name), "\(name): \(found.stdout)")
    }
  }

  /// What the user writes has no digest: another value may stand in it, but nothing may end a command.
  @Test func aFlippedBitOfWhatTheUserWritesEndsNothing() async throws {
    let library = try await RichLibrary.copy()
    let files = ["troupe.toml", "models/pocket.json"]
    try await flips(Thoroughness.isWhole ? 300 : 4, seed: 16, in: files, of: library) {
      name, copy in
      for command in [
        ["list"], ["verify"], ["models", "check"], ["plan", "@kael", "--model", "troupe/pocket"],
      ] {
        let answer = try await copy.run(command)
        #expect(answer.isDocumented, "\(name): \(command): \(answer.status) \(answer.stderr)")
      }
    }
  }

  @Test func aFlippedBitOfTheLockIsFoundOrChangesNothing() async throws {
    let library = try await RichLibrary.copy()
    try await flips(Thoroughness.isWhole ? 168 : 4, seed: 17, in: ["troupe.lock"], of: library) {
      _, copy in
      let found = try await copy.run(["verify"])
      #expect(found.status == 0 || found.stdout.contains("missing"), "\(found.stdout)")
    }
  }

  /// An answer that waits to be entered in the record.
  @Test(.enabled(if: FaultAt.isPossible, FaultAt.advice))
  func aFlippedBitOfAWaitingAnswerEndsNothing() async throws {
    let library = try await CommandLineFixture.withCast()
    let server = try FakeGemini(otherwise: .image(SamplePicture.png(width: 40, height: 30)))
    defer { server.stop() }
    let environment = try GeminiTests.keys(server)
      .merging(FaultAt.kill("after rename .answer 1")) { $1 }
    let killed = try await library.run(
      ["generate", "@kael", "--model", "gemini-3-pro-image"], environment: environment)
    #expect(killed.status == 128 + SIGKILL)
    let spool = library.library.appending(path: "spool")
    let name = try #require(
      FileManager.default.contentsOfDirectory(atPath: spool.path).first { $0.hasSuffix(".answer") })
    try await flips(
      Thoroughness.isWhole ? 200 : 3, seed: 18, in: ["spool/\(name)"], of: library, isUsedUp: true
    ) { name, copy in
      for command in [["recover"], ["verify"], ["show", "@last"]] {
        let answer = try await copy.run(command)
        #expect(answer.isDocumented, "\(name): \(command): \(answer.status) \(answer.stderr)")
        if command == ["verify"] { #expect(answer.status == 0, "\(answer.stdout)") }
      }
    }
  }

  /// Turns over a bit in one of `files`, again and again, and back after `body`.
  private func flips(
    _ count: Int, seed: UInt64, in files: [String], of library: CommandLineFixture,
    isUsedUp: Bool = false, _ body: @Sendable (String, DamagedCopy) async throws -> Void
  ) async throws {
    var random = SeededRandom(state: seed)
    var copy = DamagedCopy(library)
    for _ in 0..<count {
      if isUsedUp { copy = DamagedCopy(try CommandLineFixture(copying: library)) }
      let name = try #require(files.randomElement(using: &random))
      let size = try copy.fixture.size(of: name)
      let bit = Int.random(in: 0..<size * 8, using: &random)
      let file = copy.fixture.library.appending(path: name)
      let sound = try Data(contentsOf: file)
      try copy.flip(name, bit: bit)
      try await body(name, copy)
      if FileManager.default.fileExists(atPath: file.path) { try sound.write(to: file) }
    }
  }
}
