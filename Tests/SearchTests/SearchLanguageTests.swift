import Foundation
import Testing

@testable import TroupeSearch

/// The table of the documentation is what happens.
struct SearchLanguageTests {
  static let now = Date(timeIntervalSince1970: 1_796_040_000)  // 2026-11-30T12:00:00Z

  static let rows: [(input: String, meaning: String)] = {
    let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/Troupe/Troupe.docc/SearchLanguage.md")
    let text = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: " | ").map(String.init)
      guard line.hasPrefix("| `"), cells.count == 2 else { return nil }
      return (String(cells[0].dropFirst(3).dropLast()), String(cells[1].dropLast(2)))
    } + [("a | b", "(\"a\" or \"b\")")]
  }()

  @Test func thereIsARowForEachFilterAndOrder() {
    let inputs = Self.rows.map(\.input).joined(separator: " ")
    for name in SearchFilter.names { #expect(inputs.contains("\(name):"), "\(name)") }
    for sort in SearchSort.allCases where sort != .newest {
      #expect(inputs.contains("sort:\(sort.rawValue)"), "\(sort)")
    }
  }

  @Test(arguments: rows.indices)
  func means(row: Int) {
    let (input, meaning) = Self.rows[row]
    let query = SearchQuery(parsing: input, now: Self.now)
    #expect(query.interpretation == "Searched: \(meaning).", "\(input)")
    #expect(query.notes.isEmpty)
  }

  @Test(arguments: [
    ("after:today", "2026-11-30"), ("after:this week", "2026-11-30"), ("after:昨天", "2026-11-29"),
    ("after:sunday", "2026-11-29"), ("after:nov", "2026-11-01"), ("after:december", "2025-12-01"),
    ("after:dec 2025", "2025-12-01"), ("after:last_month", "2026-10-01"),
    ("after:12h", "2026-11-30"),
    ("after:\"last year\"", "2025-01-01"), ("after:1 month ago", "2026-10-30"),
    ("after:2026/1/5", "2026-01-05"), ("after:2026年3月", "2026-03-01"),
  ])
  func days(text: String, day: String) {
    let query = SearchQuery(parsing: text, now: Self.now)
    #expect(query.interpretation == "Searched: made on \(day) (UTC) or later.")
  }

  @Test func wordsAfterADateAreWords() {
    let query = SearchQuery(parsing: "after:yesterday roof week after:last week red", now: Self.now)
    #expect(
      query.interpretation == """
        Searched: "roof", "week", "red", made on 2026-11-29 (UTC) or later, \
        made on 2026-11-23 (UTC) or later.
        """)
  }

  @Test(arguments: [
    "after:soon", "before:2026-13", "on:", "size:", "size:0x4", "size:a-b", "aspect:wide",
    "aspect:16", "cost:cheap", "cost:2..1", "sort:size", "stale:maybe", "is:odd", "look:", "by:",
    "parent:", "rating:3.5", "rating:>5",
  ])
  func whatHasNoSuchValueIsWordsAndSaysSo(text: String) {
    let query = SearchQuery(parsing: text, now: Self.now)
    #expect(query.filters.isEmpty && query.sort == .newest)
    #expect(query.notes.count == 1, "\(query.notes)")
  }

  @Test(arguments: [
    ("OR roof", "Searched: \"or\", \"roof\".", 1), ("roof OR", "Searched: \"roof\", \"or\".", 1),
    ("roof )", "Searched: \"roof\".", 1), ("(roof", "Searched: \"roof\".", 0),
    ("(((roof)))", "Searched: \"roof\".", 0), ("()", "Searched: everything.", 0),
    ("a OR OR b", "Searched: (\"a\" or (\"or\" and \"b\")).", 1),
    ("(a OR) b", "Searched: \"a\", \"or\", \"b\".", 1),
    ("NOT", "Searched: \"not\".", 0), ("-(-roof)", "Searched: \"roof\".", 0),
    ("- -roof", "Searched: without \"roof\".", 0),
  ])
  func anyTextParses(text: String, meaning: String, notes: Int) {
    let query = SearchQuery(parsing: text, now: Self.now)
    #expect(query.interpretation.hasPrefix(meaning), "\(query.interpretation)")
    #expect(query.notes.count == notes, "\(query.notes)")
  }

  @Test func deepGroupsAndManyTermsAreBounded() {
    let deep = SearchQuery(
      parsing: String(repeating: "(", count: 500) + "roof" + String(repeating: ")", count: 500))
    #expect(deep.expression == .term(SearchTerm(tokens: ["roof"], isPrefix: false)))
    #expect(deep.notes.count <= 2)
    let alternatives = SearchQuery(parsing: String(repeating: "a OR ", count: 200))
    #expect(alternatives.notes.contains { $0.contains("64") })
  }
}
