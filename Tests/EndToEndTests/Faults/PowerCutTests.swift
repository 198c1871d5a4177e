import Foundation
import TestSupport
import Testing

/// Commands that write, in a machine whose power is cut: what was told is on the disk, and the rest whole or not there.
@Suite(
  .enabled(if: FaultAt.isPossible, FaultAt.advice),
  .enabled(if: SQLiteShell.isInstalled, SQLiteShell.advice))
struct PowerCutTests {
  /// Cuts of each command that every run of the tests makes.
  private static let usualCuts = 1
  /// Commands that every run of the tests visits.
  private static let usual = ["init", "add", "generate", "backup"]

  private static let commands = FaultyCommand.writing.filter { command in
    let first = FaultyCommand.writing.first { $0.words[0] == command.words[0] }
    return Thoroughness.isWhole || command.isPaid && command.words[0] == "generate"
      || usual.contains(command.words[0]) && command.words == first?.words
  }

  @Test(arguments: commands)
  func whatWasToldIsOnTheDisk(_ command: FaultyCommand) async throws {
    let check = try await FaultCheck(command)
    let run = try check.template.copied()
    let disk = try PowerCut(run.fixture.folder)
    // An equal request is one to the same address.
    let server = try FaultCheck.server()
    defer { server.stop() }
    let (journal, answer) = try await Self.journal(command, run, server)
    try #require(answer.status == 0, "\(command): \(answer.stderr)")
    let moments = journal.entries.indices.flatMap { index in
      PowerCut.Luck.allCases.map { (index + 1, $0) }
    }
    // The end, with all lost that was not made durable, is the moment that tells most.
    let last = (journal.entries.count, PowerCut.Luck.none)
    let chosen = Thoroughness.sample(moments, Self.usualCuts, seed: check.seed) + [last]
    for (count, luck) in chosen {
      let before = journal.entries.prefix(count)
      var cut = disk
      for entry in before { cut.apply(entry) }
      let left = try run.emptied()
      var random = SeededRandom(state: check.seed &+ UInt64(count))
      try cut.write(to: left.fixture.folder, luck, &random)
      try await check.afterwards(
        left, server, ended: before.contains { $0.call == "print" } ? answer : nil,
        sends: before.contains { $0.call == "send" } ? 1 : 0,
        fault: Self.name(count, of: journal, luck))
    }
  }

  private static func name(_ count: Int, of journal: Journal, _ luck: PowerCut.Luck) -> String {
    let entry = journal.entries[count - 1]
    return "a cut after \(count) of \(journal.entries.count), \(luck): \(entry.call) \(entry.path)"
  }

  /// What `command` does in `run`.
  private static func journal(
    _ command: FaultyCommand, _ run: FaultSetting, _ server: FakeGemini
  ) async throws -> (Journal, Answer) {
    let file = FileManager.default.temporaryDirectory.appending(path: "journal-\(UUID())")
    defer { try? FileManager.default.removeItem(at: file) }
    let answer = try await run.run(
      command, server, Journal.environment(file, of: run.fixture.folder))
    return (try Journal(file), answer)
  }
}
