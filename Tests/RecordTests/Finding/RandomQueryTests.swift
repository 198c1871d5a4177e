import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeSearch
import TroupeStorage
import TroupeVocabulary

@testable import TroupeRecord

/// Random queries find what a search without any index finds.
@Suite struct RandomQueryTests {
  static let pieces = [
    "roof", "night", "red", "\"red scarf\"", "凯尔", "尔", "sc*", "r*", "\"red s\"*", "cafe", "🎭",
    "dog", "雨",
    "with:@kael", "with:@mira", "tag:hero", "state:refused", "state:done", "state:failed",
    "model:gemini-9", "model:gemini-9-flash", "rating:4..", "rating:0", "rating:2",
    "after:2025-09", "before:2025-08-11", "on:2025-07", "on:2025", "by:anna", "look:winter",
  ]

  private func query(_ random: inout SeededGenerator, depth: Int = 0) -> String {
    (0..<Int.random(in: 1...3, using: &random)).map { index in
      let isGroup = depth < 2 && Int.random(in: 0..<6, using: &random) == 0
      let piece =
        isGroup
        ? "(\(query(&random, depth: depth + 1)))"
        : Self.pieces.randomElement(using: &random) ?? ""
      let sign = Int.random(in: 0..<5, using: &random) == 0 ? "-" : ""
      let joint = index > 0 && Int.random(in: 0..<3, using: &random) == 0 ? "OR " : ""
      return "\(joint)\(sign)\(piece)"
    }.joined(separator: " ")
  }

  @Test(arguments: [1, 2] as [UInt64])
  func areAnsweredAsASlowSearchAnswers(seed: UInt64) async throws {
    let record = try await MadeUpRecord(250, seed: seed)
    var random = SeededGenerator(seed: seed &+ 77)
    let search = GenerationSearch(database: record.fixture.database)
    let items = record.items
    let thorough = ProcessInfo.processInfo.environment["TROUPE_THOROUGH"] != nil
    for _ in 0..<(thorough ? 5000 : 250) {
      let text = query(&random)
      let parsed = SearchQuery(parsing: text)
      let expected = items.filter { $0.answers(parsed.expression) }.map(\.id).reversed()
      let found = try await search.hits(parsed, limit: 1000).hits.map { "\($0.id)" }
      #expect(found == Array(expected), "\(text) — \(parsed.interpretation)")
      // Whether little or much is collected makes no difference.
      let collected = try await record.fixture.database.read { connection in
        try [0, 100_000].map {
          try SearchWalk(connection, parsed, mostCollected: $0).all().count
        }
      }
      #expect(collected == [expected.count, expected.count], "\(text)")
      // Nor does it whether beginnings of words are looked for in the index or in each text.
      let first = try await record.fixture.database.read { connection in
        try [-1, .max].map {
          try SearchWalk(connection, parsed, mostPages: $0).sequence(limit: 9).seqs
        }
      }
      #expect(first[0] == first[1], "\(text)")
      let facets = try await search.facets(parsed)
      #expect(facets.total == expected.count, "\(text)")
      #expect(facets.states.reduce(0) { $0 + $1.count } == expected.count)
    }
  }

  @Test func pagesTellAllOnceAndInOrder() async throws {
    let record = try await MadeUpRecord(120, seed: 5)
    let search = GenerationSearch(database: record.fixture.database)
    for text in [
      "", "roof", "roof OR rating:4..", "-night", "roof sort:oldest", "roof sort:relevance",
      "rating:2.. sort:rating", "roof sort:cost",
    ] {
      let query = SearchQuery(parsing: text)
      let all = try await search.find(query, limit: 1000).map(\.id)
      var paged: [ULID] = []
      var cursor: SearchCursor?
      repeat {
        let page = try await search.page(query, limit: 7, after: cursor)
        paged += page.generations.map(\.id)
        cursor = page.next.flatMap { SearchCursor("\($0)") }
        #expect(page.generations.count == 7 || page.next == nil)
        if let total = page.total, total.isExact { #expect(total.count == all.count, "\(text)") }
      } while cursor != nil
      #expect(paged == all && !all.isEmpty, "\(text)")
    }
  }

  @Test func facetsCountWhatIsFound() async throws {
    let record = try await MadeUpRecord(90, seed: 3)
    let facets = try await GenerationSearch(database: record.fixture.database)
      .facets(SearchQuery(parsing: "roof"))
    let hits = record.items.filter { $0.words.contains("roof") }
    #expect(facets.total == hits.count && facets.total > 0)
    for one in facets.models { #expect(one.count == hits.count { $0.model == one.value }) }
    for one in facets.assets {
      #expect(one.count == hits.count { $0.cast.contains(String(one.value.dropFirst())) })
    }
    #expect(facets.months.map(\.value) == facets.months.map(\.value).sorted(by: >))
  }
}
