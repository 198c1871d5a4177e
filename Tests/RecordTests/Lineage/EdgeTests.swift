import Foundation
import LineageFixture
import Testing
import TroupeCare
import TroupeStorage
import TroupeVocabulary

@testable import TroupeRecord

/// What came from what, as a table of numbers.
@Suite struct EdgeTests {
  /// Three that came from nothing, and what came from the first in each way.
  private func library() async throws -> MadeLineage {
    try await MadeLineage(
      [[], [], []] + MadeLineage.Way.allCases.map { [(0, $0)] } + [[(3, .image), (4, .sheet)]])
  }

  @Test func imagesSheetsConversationsAndRequestsAreEdges() async throws {
    let made = try await library()
    #expect(try await made.edges() == [[4, 1], [5, 1], [6, 1], [7, 1], [8, 4], [8, 5]])
    #expect(try await made.problems() == [])
    let (ancestors, descendants, below) = try await made.read {
      (
        try $0.ancestors(of: made.ids[7]), try $0.descendants(of: made.ids[0]),
        try $0.below([made.ids[3], made.ids[1]])
      )
    }
    #expect(made.places(ancestors) == [0, 3, 4])
    #expect(made.places(descendants) == [3, 4, 5, 6, 7])
    #expect(Set(made.places(below)) == [1, 3, 7])
  }

  @Test(arguments: [
    ("DELETE FROM edge WHERE child = 4", "it lacks 1 of the record's edges and has 0 others"),
    ("INSERT INTO edge VALUES (4, 3)", "it lacks 0 of the record's edges and has 1 others"),
    ("INSERT INTO edge VALUES (90, 80)", "it lacks 0 of the record's edges and has 1 others"),
    (
      "UPDATE edge SET parent = 2 WHERE child < 6",
      "it lacks 2 of the record's edges and has 2 others"
    ),
  ])
  func verifyFindsWhatIsNotSaidAndReindexMakesItAgain(_ change: String, _ reason: String)
    async throws
  {
    let made = try await library()
    let before = try await made.edges()
    try await made.fixture.database.write { try $0.execute(change) }
    #expect(try await made.problems() == ["edge: \(reason); to reindex makes it again"])
    _ = try await Reindexing(database: made.fixture.database).run()
    #expect(try await made.problems() == [])
    #expect(try await made.edges() == before)
  }

  @Test func whatIsNotOlderIsNoEdgeAndIsTold() async throws {
    let made = try await library()
    let (first, last) = (made.ids[0], made.ids[7])
    let before = try await made.edges()
    try await made.fixture.database.write { connection in
      for earlier in [first, last] {
        try connection.insertDigested(
          into: "history", ["generation": first, "earlier": earlier])
      }
      for parent in [first, last] { try EdgeWriter(connection).add(parent, to: first) }
    }
    let told = [first, last].sorted().map {
      "generation \(first): it is said to come from \($0), which arrived no earlier; lineages leave that out"
    }
    #expect(try await made.problems() == told)
    _ = try await Reindexing(database: made.fixture.database).run()
    #expect(try await made.problems() == told)
    #expect(try await made.edges() == before)
    #expect(try await made.read { try $0.ancestors(of: first) } == [])
  }

  @Test func anEdgeIsAddedOnceBetweenWhatIsThere() async throws {
    let made = try await library()
    let ids = made.ids
    let stranger = made.fixture.generations.newID()
    let pairs = [
      (ids[1], ids[2]), (ids[1], ids[2]), (stranger, ids[2]), (ids[1], stranger), (ids[2], ids[1]),
    ]
    let added = try await made.fixture.database.write { connection in
      try pairs.map { try EdgeWriter(connection).add($0, to: $1) }
    }
    #expect(added == [true, true, false, false, false])
    #expect(try await made.edges().filter { $0[0] == 3 } == [[3, 2]])
  }

  @Test func noRowHoldsACircle() async throws {
    let made = try await library()
    for row in ["(2, 2)", "(2, 3)"] {
      await #expect(throws: TroupeError.self) {
        try await made.fixture.database.write {
          try $0.execute("INSERT INTO edge VALUES \(row)")
        }
      }
    }
  }

  @Test func anOlderLibraryGetsItsEdges() async throws {
    let made = try await library()
    let before = try await made.edges()
    try await made.fixture.database.write { connection in
      let none: [String: (any SQLValue)?] = [
        "mirrored_frequencies": nil, "mirrored_gradients": nil,
      ]
      try connection.updateDigested("fingerprint", set: none, where: "1")
      try OldLibrary.undoSmallRows(connection)
      for change in [
        "DROP TABLE edge", "DROP TABLE fingerprint_block", "DROP TABLE fingerprint_waiting",
        "DROP INDEX reference_digest",
        "ALTER TABLE fingerprint DROP COLUMN mirrored_frequencies",
        "ALTER TABLE fingerprint DROP COLUMN mirrored_gradients", "PRAGMA user_version = 24",
      ] {
        try connection.execute(change)
      }
    }
    try await made.fixture.database.checkpoint()
    let migrated = try made.fixture.reopened()
    let edges = try await migrated.database.read { connection in
      try connection.rows("SELECT child, parent FROM edge ORDER BY 1, 2").map {
        [try $0.int(0), try $0.int(1)]
      }
    }
    #expect(edges == before)
    #expect(try await migrated.database.schemaDifferences().map(\.subject) == [])
  }
}
