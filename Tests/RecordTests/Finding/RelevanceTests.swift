import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeSearch
import TroupeStorage
import TroupeVocabulary

@testable import TroupeRecord

/// What is ranked by relevance is ranked as FTS5's own BM25 ranks it.
@Suite struct RelevanceTests {
  /// The scores of `query` by FTS5, best first, over an index of the prompts alone.
  private func scores(
    _ query: SearchQuery, _ record: MadeUpRecord
  ) async throws -> [Int64: Double] {
    let items = record.items
    let match = MatchExpression.match(query.expression, term: \.match) { _ in nil }
    return try await record.fixture.database.readWithTemporaryTables { connection in
      try connection.script(
        """
        CREATE VIRTUAL TABLE temp.prompts USING fts5(
          prompt, tokenize = 'unicode61 remove_diacritics 0')
        """)
      for (index, item) in items.enumerated() {
        try connection.execute(
          "INSERT INTO temp.prompts (rowid, prompt) VALUES (?, ?)", index + 1,
          TextSegmenter.indexed(item.words.joined(separator: " ")))
      }
      return Dictionary(
        uniqueKeysWithValues: try connection.rows(
          "SELECT rowid, -bm25(prompts) AS score FROM temp.prompts WHERE prompts MATCH ?", match
        ).map { (Int64(try $0.int(0)), try $0.double("score")) })
    }
  }

  private func ranked(
    _ query: SearchQuery, _ record: MadeUpRecord, most: Int, count: Int
  ) async throws -> [Int64] {
    try await record.fixture.database.read { connection in
      let search = try SearchConditions(connection)
      return try RelevanceRanking(
        connection, query.expression, SearchBranch.all(of: query.expression, search), search,
        most: most
      ).best(count)
    }
  }

  @Test(arguments: [
    "roof", "roof night", "red", "\"red scarf\"", "凯", "roof OR lamp", "the a", "sc*", "dog 雨",
    "the roof -rain", "the", "\"the a\"", "\"the roof\" night", "(roof OR \"the a\") -dog",
    "the (lamp OR red) dog",
  ])
  func theBestAreTheBest(text: String) async throws {
    let record = try await MadeUpRecord(1500, seed: 11, longest: 30)
    let query = SearchQuery(parsing: text)
    let scores = try await scores(query, record)
    for most in [100_000, 50, 0] {
      let found = try await ranked(query, record, most: most, count: 20)
      let expected = scores.values.sorted(by: >).prefix(20)
      let worst = (expected.last ?? 0) - 1e-9
      let good = found.prefix(expected.count).count { (scores[$0] ?? -1) >= worst }
      // How often words with one beginning are said together is known of those alone that are weighed.
      let least = text.contains("*") ? expected.count * 19 / 20 : expected.count
      #expect(good >= least && found.count >= least, "\(text) \(most): \(good)")
    }
  }

  @Test func ofEqualOnesTheNewestIsFirstAndOtherTextsComeLast() async throws {
    let fixture = try LineageFixture()
    try await MadeUpRecord.importLines(
      [
        #"{"prompt": "lantern by the sea", "created_at": 10}"#,
        #"{"prompt": "a lantern", "created_at": 20}"#,
        #"{"prompt": "a roof", "tags": ["lantern"], "created_at": 30}"#,
        #"{"prompt": "a lantern", "created_at": 40, "seed": 3}"#,
        #"{"prompt": "nothing of it", "created_at": 50}"#,
      ], to: fixture)
    let found = try await GenerationSearch(database: fixture.database)
      .find(SearchQuery(parsing: "lantern sort:relevance"), limit: 9)
    #expect(
      found.map(\.prompt) == ["a lantern", "a lantern", "lantern by the sea", "a roof"])
    #expect(found.first?.parameters.sent.seed == 3)
  }
}
