import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeCare
import TroupeSending
import TroupeStorage
import TroupeVocabulary

@testable import TroupeRecord

/// Running sums of costs are the sums of the record, whatever happened.
@Suite struct CostSumsTests {
  /// What differs between the ledgers and the record, in words.
  private static func differences(_ connection: Connection) throws -> [String] {
    let (slow, reader) = (SlowLedger(connection: connection), LedgerReader(connection))
    var found: [String] = []
    func compare(_ name: String, _ line: Ledger.Line?, _ expected: SlowLedger.Line?) {
      let kept = line.map(SlowLedger.Line.init)
      let isSame =
        kept?.known == expected?.known && line?.openUSD.rounded == expected?.openUSD.rounded
      if !isSame { found.append("\(name): \(line.debugDescription) is not \(expected as Any)") }
    }
    for grouping in Ledger.Grouping.allCases {
      let ledger = try reader.ledger(by: grouping)
      let expected = try slow.lines(by: grouping)
      let lines = Dictionary(ledger.lines.map { ($0.heading, $0) }) { first, second in
        found.append("\(grouping) \(second.heading) stands twice")
        return first
      }
      for heading in Set(lines.keys).union(expected.keys) {
        compare("\(grouping) '\(heading)'", lines[heading], expected[heading])
      }
      let headings = ledger.lines.map { Array($0.heading.utf8) }
      if headings != headings.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        found.append("\(grouping) is not in order")
      }
      compare("\(grouping) in all", ledger.total, try slow.total())
    }
    for month in ["2026-08", "2026-09", "2026-10", "2026-11"] {
      let start = try Date("\(month)-01T00:00:00Z", strategy: .iso8601)
      let (kept, made) = (try reader.spent(since: month), try slow.spent(since: start))
      if kept != made { found.append("spent since \(month): \(kept) is not \(made)") }
    }
    return found
  }

  private func check(_ database: Database) async throws {
    let found = try await database.read(Self.differences)
    #expect(found.isEmpty, "\(found.prefix(3))")
    let difference = try await database.read { try CostSums($0).firstDifference() }
    #expect(difference == nil)
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6])
  func theyAreTheSumOfTheRecordAfterEveryStep(_ seed: UInt64) async throws {
    var record = try await RandomRecord(seed: seed)
    for number in 1...180 {
      try await record.step()
      if number % 6 != 0 { continue }
      let found = try await record.fixture.database.read(Self.differences)
      #expect(found.isEmpty, "step \(number): \(found.prefix(3))")
      if !found.isEmpty { return }
    }
    try await check(record.fixture.database)
    let ledger = try await record.fixture.database.read { try LedgerReader($0).ledger(by: .tag) }
    #expect(ledger.lines.count > 1 && ledger.total.openRequests > 0 && ledger.total.costUSD > 0)
  }

  @Test(arguments: [
    ("UPDATE cost_sum SET cost = cost + 1 WHERE kind = 'provider'", "kind=provider", "cost is "),
    ("UPDATE cost_sum SET planned_cost = 7 WHERE kind = 'day'", "kind=day", "planned_cost is 7"),
    ("DELETE FROM cost_sum WHERE kind = 'model'", "kind=model", "requests is 0, and "),
    ("INSERT INTO cost_sum VALUES ('tag', 'x', 3, 0, 0, 0, 0, 0, 0)", "subject=x", "requests is 3"),
    ("DELETE FROM cost_sum", "kind=asset", "requests is 0, and "),
  ])
  func aFalseSumIsFoundAndMadeAgain(
    _ change: String, _ subject: String, _ reason: String
  ) async throws {
    var record = try await RandomRecord(seed: 7)
    for _ in 1...60 { try await record.step() }
    let database = record.fixture.database
    let before = try await rows(database)
    #expect(before.count > 9)
    try await database.write { try $0.execute(change) }
    let found = try await record.fixture.verify().problems.filter {
      $0.subject.hasPrefix("cost_sum ")
    }
    #expect(found.count == 1)
    #expect(found.first?.subject.contains(subject) == true, "\(found)")
    #expect(found.first?.reason.contains(reason) == true, "\(found)")
    _ = try await Reindexing(database: database).run()
    #expect(try await rows(database) == before)
    try await check(database)
  }

  private func rows(_ database: Database) async throws -> [String] {
    try await database.read { connection in
      try connection.rows("SELECT * FROM cost_sum ORDER BY kind, subject").map { row in
        "\(try row.columns.indices.map { try row.value($0) })"
      }
    }
  }

  /// A library from elsewhere may hold any sum.
  @Test func aSumBelowZeroPaysForNoOther() async throws {
    let fixture = try LineageFixture(budget: Budget(month: 0.2))
    _ = try await fixture.make(fixture.request("a sea"))
    try await fixture.database.write { try $0.execute("UPDATE cost_sum SET cost = -1000000") }
    let error = await #expect(throws: TroupeError.self) {
      try await fixture.make(fixture.request("a shore"))
    }
    #expect(error?.code == "damaged_row")
    #expect(fixture.server.requests.count == 1)
    for grouping in Ledger.Grouping.allCases {
      await #expect(throws: TroupeError.self) {
        try await fixture.database.read { try LedgerReader($0).ledger(by: grouping) }
      }
    }
  }

  @Test func anAbsurdSumKeepsNoAnswerOutOfTheRecord() async throws {
    let fixture = try LineageFixture()
    _ = try await fixture.make(fixture.request("a sea"))
    try await fixture.database.write {
      try $0.execute(
        "UPDATE cost_sum SET cost = 9223372036854775807, images = -9223372036854775808")
    }
    #expect(try await fixture.make(fixture.request("a shore")).generation.outputs.count == 1)
    #expect(try await fixture.verify().problems.map(\.subject).first?.hasPrefix("cost_sum") == true)
    _ = try await Reindexing(database: fixture.database).run()
    try await check(fixture.database)
    #expect(try await fixture.verify().problems.isEmpty)
  }

  @Test func anOlderLibraryGetsItsSums() async throws {
    let fixture = try LineageFixture([.image(), .page(), .blockedPrompt, .image()])
    try await fixture.addCharacter("kael")
    for prompt in ["@kael on a roof", "a sea", "@kael", "a shore"] {
      _ = try await fixture.make(fixture.request(prompt))
    }
    _ = try await fixture.make(fixture.request("@kael", model: "troupe/storyboard"))
    let before = try await rows(fixture.database)
    try fixture.database.close()
    try await OldLibrary.downgrade(fixture.folder)
    let migrated = try fixture.reopened()
    #expect(try await rows(migrated.database) == before && before.count > 6)
    try await check(migrated.database)
    #expect(try await migrated.verification.verify().problems.isEmpty)
  }

  @Test func severalThatWriteAtOnceLoseNone() async throws {
    let fixture = try LineageFixture([.page(), .internalError, .blockedPrompt])
    try await fixture.addCharacter("kael")
    let other = try fixture.reopened()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...12 {
        let generator = number.isMultiple(of: 2) ? fixture.generator : other.generator
        let request = fixture.request("@kael \(number)")
        group.addTask {
          let made = try await generator.generate(request, SendOptions(isFresh: true))
          let targets = made.map { AnnotationTarget(generation: $0.generation.id) }
          try await other.database.write {
            try AnnotationWriter($0, at: RandomRecord.turn, by: "").tag(
              targets, "tag \(number % 2)", isOn: true)
          }
        }
      }
      try await group.waitForAll()
    }
    try await check(other.database)
    let ledger = try await other.database.read { try LedgerReader($0).ledger(by: .tag) }
    #expect(ledger.lines.map(\.requests) == [6, 6] && ledger.total.requests == 12)
  }
}

extension SlowLedger.Line {
  fileprivate init(_ line: Ledger.Line) {
    self.init(
      requests: line.requests, images: line.images, cost: Int((line.costUSD * 1e6).rounded()),
      openRequests: line.openRequests)
  }

  /// What is told whether prices are known or not.
  fileprivate var known: [Int] { [requests, images, cost, openRequests] }
}

extension Double? {
  fileprivate var rounded: Int? { map { Int(($0 * 1e6).rounded()) } }
}
