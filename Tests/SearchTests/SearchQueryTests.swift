import Foundation
import Testing
import TroupeVocabulary

@testable import TroupeSearch

struct SearchQueryTests {
  @Test(arguments: [
    ("red scarf", #"("red" AND "scarf")"#),
    (#""red scarf""#, #""red scarf""#),
    ("kae*", #""kae"*"#),
    (#""red sca"*"#, #""red sca"*"#),
    ("凯尔", #""凯 尔""#),
    ("凯", #""凯""#),
    ("red -night", #"(("red") NOT ("night"))"#),
    (#"red scarf -night -"a dog""#, #"(("red" AND "scarf") NOT ("night" OR "a dog"))"#),
    ("NEAR", #""near""#),
    ("red OR blue scarf", #"("red" OR ("blue" AND "scarf"))"#),
    ("(a) ^b c:d {e}", #"("a" AND "b" AND "c d" AND "e")"#),
    (#"unbalanced "red scarf"#, #"("unbalanced" AND "red scarf")"#),
    ("“red scarf” 「赤い」", #"("red scarf" AND "赤 い")"#),
    ("kael's", #""kael s""#),
    ("Café", #""cafe""#),
    ("16:9", #""16 9""#),
    ("state:happy", #""state happy""#),
    ("色：红", #""色 红""#),
  ])
  func words(text: String, expression: String) {
    let query = SearchQuery(parsing: text)
    #expect(query.matchExpression == expression)
    #expect(query.filters.isEmpty)
  }

  @Test(arguments: ["", "  ", "-", "*", "\"\"", "- - *", "-\"", ":", "()"])
  func nothingToFindMatchesNothing(text: String) {
    let query = SearchQuery(parsing: text)
    #expect(query.expression == .all([]))
    #expect(query.interpretation == "Searched: everything.")
  }

  @Test func onlyNegatives() {
    let query = SearchQuery(parsing: #"-night -"a dog""#)
    #expect(query.matchExpression == nil)
    #expect(query.interpretation == #"Searched: without "night", without "a dog"."#)
  }

  static func day(_ text: String) throws -> Date {
    try Date("\(text)T00:00:00Z", strategy: .iso8601)
  }

  @Test func filters() throws {
    let query = SearchQuery(
      parsing:
        "with:@kael with:凯尔/夏装 MODEL:Gemini-3* -state:refused after:2026-01-31 before：2026-11 scarf"
    )
    let conditions: [SearchFilter] = [
      .with(Handle("kael"), look: nil), .with(Handle("凯尔"), look: "夏装"),
      .model("gemini-3"), .state(.refused), .after(try Self.day("2026-01-31")),
      .before(try Self.day("2026-11-01")),
    ]
    #expect(query.filters == conditions)
    #expect(
      query.interpretation == """
        Searched: "scarf", with @kael, with @凯尔/夏装, by a model whose name begins with gemini-3, \
        not in state refused, made on 2026-01-31 (UTC) or later, made before 2026-11-01 (UTC).
        """)
  }

  @Test(arguments: [
    ("1970-01-01", "1970-01-01"), ("2026", "2026-01-01"), ("2024-02-29", "2024-02-29"),
    ("2000-3-1", "2000-03-01"), ("1969-12", "1969-12-01"), ("２０２６-01-02", "2026-01-02"),
  ])
  func days(text: String, day: String) throws {
    #expect(CalendarDay(text)?.start == (try Self.day(day)))
  }

  @Test(arguments: [
    "2025-02-29", "2026-13", "2026-00", "26", "2026-01-32", "2026-1-1-1", "x", "", "-",
  ])
  func notDays(text: String) {
    #expect(CalendarDay(text) == nil)
    #expect(SearchQuery(parsing: "after:\(text)").filters.isEmpty)
  }

  @Test(arguments: [
    ("state:happy", "'state:happy' has no value that state: takes, so it is searched as words."),
    ("with:@last", "'with:@last' has no value that with: takes, so it is searched as words."),
    ("colour:red", "'colour:' is not a filter, so 'colour:red' is searched as words."),
  ])
  func saysWhatIsSearchedAsWords(text: String, note: String) {
    let query = SearchQuery(parsing: text)
    #expect(query.notes == [note])
    #expect(query.interpretation.hasSuffix(note))
  }

  @Test func longQueriesAreBounded() {
    let query = SearchQuery(parsing: String(repeating: "a ", count: 50_000))
    #expect(query.expression.wantedTerms.count == SearchQuery.longest.terms)
    #expect(query.notes.count == 2)
  }
}

extension SearchQuery {
  /// What it comes to where no filter is in the index.
  var matchExpression: String? {
    MatchExpression.match(expression, term: \.match) { _ in nil }
  }
}
