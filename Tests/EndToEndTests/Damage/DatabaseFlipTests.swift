import Foundation
import TestSupport
import Testing

/// Single bits of the database turned over: `verify` finds it, or nothing that any command says is another.
struct DatabaseFlipTests {
  @Test func aFlippedBitIsFoundOrChangesNothing() async throws {
    let library = try await RichLibrary.copy()
    let size = try library.size(of: "troupe.sqlite")
    var random = SeededRandom(state: 12)
    let bits = (0..<(Thoroughness.isWhole ? 2000 : 16)).map { _ in
      Int.random(in: 0..<size * 8, using: &random)
    }
    try await Self.check(
      bits, in: "troupe.sqlite", of: library, sound: RichLibrary.answers)
  }

  /// Its first hundred bytes say what kind of file it is.
  @Test func aFlippedBitOfTheHeaderIsFoundOrChangesNothing() async throws {
    let library = try await RichLibrary.copy()
    let bits = Array(stride(from: 3, to: 800, by: Thoroughness.isWhole ? 1 : 106)) + [504, 507]
    try await Self.check(
      bits, in: "troupe.sqlite", of: library, sound: RichLibrary.answers)
  }

  /// SQLite leaves out a frame whose checksum fails, and all that came after it.
  @Test func aFlippedBitOfTheLogIsFoundOrChangesNothing() async throws {
    let library = try await RichLibrary.copy()
    try await library.must("set", "@kael", "--trait", "no coat")
    try await library.must("reference", "add", "@米拉", library.picture("new.png", red: 5))
    try await library.must("generate", "@kael sleeps", "--model", "troupe/storyboard")
    let size = try library.size(of: "troupe.sqlite-wal")
    var random = SeededRandom(state: 13)
    let bits =
      (0..<(Thoroughness.isWhole ? 300 : 6)).map { _ in
        Int.random(in: 0..<size * 8, using: &random)
      }
      + [3, 70, 130, 200, 260]
    let sound = try await DamagedCopy(library).answers(to: Array(ReadCommands.all.prefix(2)))
    try await Self.check(bits, in: "troupe.sqlite-wal", of: library, sound: sound)
  }

  private static func check(
    _ bits: [Int], in name: String, of library: CommandLineFixture, sound: [String]
  ) async throws {
    try await Battery.run(Array(bits.enumerated()), on: library) { element, copy in
      let (number, bit) = element
      let place: Comment = "bit \(bit) of \(name): page \(bit / 32768 + 1), byte \(bit / 8 % 4096)"
      try copy.flip(name, bit: bit)
      let found = try await copy.run(["verify"])
      if [5, 7].contains(found.status) {
        let names = ["problem  ", "damaged", "troupe.sqlite"]
        return #expect(names.contains { (found.stdout + found.stderr).contains($0) }, place)
      }
      #expect(found.status == 0, "\(place): \(found.stderr)")
      let commands =
        sound.count < ReadCommands.all.count
        ? Array(ReadCommands.all.prefix(sound.count))
        : ReadCommands.some(Thoroughness.isWhole ? 8 : 2, number: number)
      let after = try await copy.answers(to: commands)
      for answer in after where !sound.contains(answer) {
        Issue.record("\(place): \(answer.prefix(200))")
      }
    }
  }
}

extension CommandLineFixture {
  /// The size of a file of the library, in bytes.
  func size(of name: String) throws -> Int {
    try Data(contentsOf: library.appending(path: name)).count
  }
}
