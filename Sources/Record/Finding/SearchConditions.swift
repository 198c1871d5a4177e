internal import Foundation
internal import TroupeSearch
internal import TroupeStorage
package import TroupeVocabulary

/// What generations must meet to answer to a query, in SQL about a generation `g` in the state `s`.
struct SearchConditions {
  /// A condition with the values for its question marks.
  typealias Condition = (sql: String, arguments: [(any SQLValue)?])

  let connection: Connection
  let facts: FactMatches
  let named: NamedGenerations
  private let mostCollected: Int

  static let usualMost = 2500

  /// Reads what queries name through `connection`.
  /// - Parameters:
  ///   - named: the generations and pictures that they name.
  ///   - mostCollected: of how many it is still as quick to collect and sort them as to ask each of the newest generations.
  ///     On 300,000 with SQLite 3.40 both took about 6 ms at 1,400 of them; it grows with the root of all, so that this is
  ///     the number for a million.
  init(
    _ connection: Connection, named: NamedGenerations = .init(), mostCollected: Int = usualMost
  ) throws {
    self.connection = connection
    self.named = named
    self.mostCollected = mostCollected
    facts = try FactMatches(connection)
  }

  /// The expression for the index of words that finds exactly what `expression` stands for; `nil` where there is none.
  func match(_ expression: SearchExpression) throws -> String? {
    try MatchExpression.match(expression, term: facts.match, fact: facts.match)
  }

  /// What `expression` stands for, whatever it is.
  func condition(_ expression: SearchExpression, hasWords: Bool = false) throws -> Condition {
    if case .filter(let filter) = expression, try facts.match(filter) == nil {
      return try FilterCondition(self, hasWords: hasWords).of(filter)
    }
    if let match = try match(expression) { return try indexed(match) }
    switch expression {
    case .not(let inner):
      let (sql, arguments) = try condition(inner, hasWords: hasWords)
      return ("NOT (\(sql))", arguments)
    case .all(let parts): return try joined(parts, " AND ", empty: "TRUE", hasWords: hasWords)
    case .any(let parts): return try joined(parts, " OR ", empty: "FALSE", hasWords: hasWords)
    case .term, .filter: return ("FALSE", [])
    }
  }

  private func joined(
    _ parts: [SearchExpression], _ word: String, empty: String, hasWords: Bool
  ) throws -> Condition {
    let all = try parts.map { try condition($0, hasWords: hasWords) }
    if all.isEmpty { return (empty, []) }
    return (
      all.map { "(\($0.sql))" }.joined(separator: word), all.flatMap(\.arguments)
    )
  }

  /// What an expression for the index finds: collected where it is little, asked of each generation otherwise.
  private func indexed(_ match: String) throws -> Condition {
    let found = "SELECT rowid FROM generation_text WHERE generation_text MATCH ?"
    return try isCommon(found, [match])
      ? (
        """
        EXISTS (SELECT 1 FROM generation_text
          WHERE generation_text MATCH ? AND generation_text.rowid = g.seq)
        """, [match]
      ) : ("g.seq IN (\(found))", [match])
  }

  /// Whether `sql` finds more than are collected.
  func isCommon(_ sql: String, _ arguments: [(any SQLValue)?]) throws -> Bool {
    let row = try connection.row(
      "SELECT count(*) FROM (SELECT 1 FROM (\(sql)) LIMIT ?)",
      arguments: arguments + [mostCollected + 1])
    return try (row?.int(0) ?? 0) > mostCollected
  }
}

/// Generations and pictures that a query names, found before it is answered.
package struct NamedGenerations: Sendable {
  /// The generations that texts after `parent:` and `under:` name; those that name none are missing.
  package var generations: [String: ULID] = [:]
  /// The numbers, in order of arrival, of the generations of which an image looks like the one named after `like:`.
  package var like: [String: [Int64]] = [:]

  /// None.
  package init() {}
}
