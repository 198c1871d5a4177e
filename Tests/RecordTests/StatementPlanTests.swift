import LineageFixture
import TestSupport
import Testing
import TroupeSearch
import TroupeStorage
import TroupeVocabulary

@testable import TroupeRecord

/// How SQLite answers what is asked of large libraries: by indexes, and no further than is wanted.
@Suite struct StatementPlanTests {
  private func plan(
    _ sql: String, _ arguments: [(any SQLValue)?], _ connection: Connection
  ) throws -> [String] {
    try connection.rows("EXPLAIN QUERY PLAN " + sql, arguments: arguments).map {
      try $0.text("detail")
    }
  }

  @Test(arguments: [
    "roof", "roof with:@kael", "roof -sea state:done", "\"on a roof\" model:gemini", "with:@kael",
    "with:@kael/winter", "tag:hero", "state:refused", "roof after:2026-01-05", "roof OR sea",
    "(with:@kael OR tag:hero) -roof",
  ])
  func wordsAreReadNewestFirst(_ query: String) async throws {
    let fixture = try LineageFixture()
    try await fixture.database.read { connection in
      let branches = try SearchBranch.all(
        of: SearchQuery(parsing: query).expression, SearchConditions(connection))
      let (sql, arguments) = branches[0].statement(limit: 20)
      let steps = try plan(sql, arguments, connection)
      #expect(branches.count == 1)
      #expect(steps.first?.hasPrefix("SCAN generation_text VIRTUAL TABLE") == true, "\(steps)")
      #expect(
        !steps.contains { $0.contains("TEMP B-TREE FOR ORDER BY") },
        "what is found is sorted: \(steps)")
      #expect(!steps.contains { $0.hasPrefix("SCAN g") && !$0.contains("VIRTUAL") }, "\(steps)")
    }
  }

  @Test(arguments: ["rating:4..", "state:sent", "pick:yes -roof", "by:anna"])
  func whatIsRareIsFoundByAnIndex(_ query: String) async throws {
    let fixture = try LineageFixture()
    try await fixture.database.read { connection in
      let branches = try SearchBranch.all(
        of: SearchQuery(parsing: query).expression, SearchConditions(connection))
      let (sql, arguments) = branches[0].statement(limit: 20)
      let steps = try plan(sql, arguments, connection)
      #expect(branches.count == 1)
      for table in ["g", "s", "cast_member"] {
        #expect(!steps.contains { $0 == "SCAN \(table)" }, "\(steps)")
      }
    }
  }

  @Test func amountsThatNoRequestCostsStandInAnIndexOfTheirOwn() async throws {
    let fixture = try LineageFixture()
    try await fixture.database.read { connection in
      for sql in LedgerReader.damaged {
        let steps = try plan(sql, [], connection)
        #expect(steps.count == 1 && steps[0].contains("COVERING INDEX"), "\(sql): \(steps)")
        #expect(steps[0].contains("_bad_"), "\(sql): \(steps)")
      }
    }
  }

  @Test func whatIsCommonAndWhatIsRareAreFoundAlike() async throws {
    let fixture = try LineageFixture()
    try await fixture.addCharacter("kael")
    try await fixture.addCharacter("mira")
    for prompt in ["@kael on a roof", "@mira on a roof", "@kael and @mira", "a roof"] {
      _ = try await fixture.make(fixture.request(prompt, model: "troupe/storyboard"))
    }
    func found(_ query: String) async throws -> [String] {
      try await GenerationSearch(database: fixture.database)
        .find(.init(parsing: query), limit: 9).map(\.prompt)
    }
    #expect(try await found("with:@kael") == ["@kael and @mira", "@kael on a roof"])
    #expect(try await found("roof with:@kael") == ["@kael on a roof"])
    #expect(try await found("roof -with:@kael") == ["a roof", "@mira on a roof"])
    #expect(try await found("roof state:done").count == 3)
    #expect(try await found("state:done").count == 4)
    #expect(try await found("roof state:refused").isEmpty)
    try await fixture.database.read { connection in
      for query in ["with:@kael", "-with:@kael", "with:@kael state:done", "state:done", "with:@no"]
      {
        let ids = try [0, SearchConditions.usualMost].map { most in
          try SearchWalk(connection, .init(parsing: query), mostCollected: most).all()
        }
        #expect(ids[0] == ids[1], "\(query)")
      }
    }
  }
}
