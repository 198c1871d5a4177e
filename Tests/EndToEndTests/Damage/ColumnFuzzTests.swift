import Foundation
import TestSupport
import Testing

/// Libraries in which another hand put what no column expects: no command traps, hangs or takes memory without bound, and
/// none sends what a bound forbids.
struct ColumnFuzzTests {
  private struct Case: Sendable {
    let number: Int
    let column: HostileHand.Column
    let value: HostileValue
  }

  @Test func noValueOfAColumnEndsACommand() async throws {
    let library = try await RichLibrary.copy()
    let server = try FakeGemini()
    defer { server.stop() }
    let keys = GeminiTests.keys(server)
    var cases = try HostileHand(fixture: library).columns().flatMap { column in
      HostileValue.all(for: column.name, type: column.type).map { (column, $0) }
    }
    #expect(cases.count > 2000)
    var random = SeededRandom(state: 14)
    cases.shuffle(using: &random)
    let chosen = cases.prefix(Thoroughness.isWhole ? cases.count : 8).enumerated().map {
      Case(number: $0, column: $1.0, value: $1.1)
    }
    let sound = try await RichLibrary.answers
    try await Battery.run(chosen, on: library) { one, copy in
      try await Self.check(one, copy, sound, keys)
      #expect(server.requests.isEmpty, "\(one.column): \(one.value.name)")
    }
  }

  private static func check(
    _ one: Case, _ copy: DamagedCopy, _ sound: [String], _ keys: [String: String]
  ) async throws {
    try copy.restore()
    let hand = HostileHand(fixture: copy.fixture)
    let name = "\(one.column.table).\(one.column.name) = \(one.value.name)"
    guard try hand.plant(one.value, in: one.column) else { return }
    let found = try await copy.run(["verify"])
    #expect(found.isDocumented, "\(name): verify: \(found.status) \(found.stderr)")
    if found.status == 0 {
      let now = try await copy.answers(to: ReadCommands.all)
      #expect(now == sound, "\(name): verify found nothing")
    }
    try await hand.sign(one.column)
    for command in commands(one.number) {
      let answer = try await copy.run(command, environment: keys)
      #expect(
        answer.isDocumented, "\(name): \(command): \(answer.status) \(answer.stderr.suffix(300))")
    }
  }

  /// Five for each case; all of them are run on each column, as it has many values.
  private static func commands(_ number: Int) -> [[String]] {
    let all =
      ReadCommands.all + ReadCommands.all.map { $0.filter { $0 != "--json" } } + [
        ["verify"], ["gc", "--dry-run"], ["recover"], ["models", "check"],
        ["generate", "@kael in the snow", "--model", "gemini-3-pro-image", "--max-cost", "0.01"],
        ["replay", "@last~1", "--max-cost", "0.01"],
        ["edit", "@last~1", "x", "--max-cost", "0.01"],
        ["rebuild", "@last~8", "--model", "gemini-3-pro-image", "--max-cost", "0.01"],
        ["set", "@kael", "--name", "K"], ["sheet", "@kael", "--out", "sheet-\(number).png"],
        ["reindex"], ["generate", "@kael @米拉 @ink", "--model", "troupe/storyboard"],
      ]
    return (0..<5).map { all[(number * 5 + $0) % all.count] }
  }
}
