import Foundation
import TroupeCSQLite

@testable import TroupeSearch

/// Queries: any text parses, what it was taken for reads as the same again, and SQLite takes its expression.
func checkQuery(_ input: inout Input) {
  input.repeatSometimes()
  let query = SearchQuery(parsing: input.text)
  require(!query.interpretation.isEmpty, "a query is told in words")
  for term in query.expression.wantedTerms {
    require(!term.tokens.isEmpty, "a term has words")
  }
  let tokens = TextSegmenter.tokens(input.text)
  // A symbol stands in the index as what no text can hold.
  let hasSymbols = tokens.contains {
    $0.unicodeScalars.first?.properties.generalCategory == .privateUse
  }
  require(
    hasSymbols || TextSegmenter.tokens(TextSegmenter.indexed(input.text)) == tokens,
    "tokens stay as they are")
  let expression = MatchExpression.match(query.expression, term: { $0.match }) { _ in nil }
  expression.map { require(FullText.index.takes($0), "SQLite takes the expression \($0)") }
}

/// An index as the schema has it.
private struct FullText {
  nonisolated(unsafe) static let index = FullText()
  private var statement: OpaquePointer?

  private init() {
    var database: OpaquePointer?
    sqlite3_open(":memory:", &database)
    sqlite3_exec(
      database,
      "CREATE VIRTUAL TABLE t USING fts5 (x, tokenize = 'unicode61 remove_diacritics 0')", nil, nil,
      nil)
    sqlite3_prepare_v2(database, "SELECT 1 FROM t WHERE t MATCH ?", -1, &statement, nil)
  }

  func takes(_ expression: String) -> Bool {
    defer { sqlite3_reset(statement) }
    return expression.withCString { text in
      sqlite3_bind_text(statement, 1, text, -1, nil)
      return sqlite3_step(statement) == SQLITE_DONE
    }
  }
}
