package import Foundation

/// What a query was taken to mean. Any text parses; what cannot be a filter is searched as words,
/// and said so.
package struct SearchQuery: Hashable, Sendable {
  /// What is to be found.
  package let expression: SearchExpression
  /// In which order.
  package var sort: SearchSort
  /// What was not taken as it may have been meant, in sentences.
  package let notes: [String]

  /// Most characters of a query that are read, and most terms: a longer one is a mistake, and it
  /// costs.
  static let longest = (characters: 2_000, terms: 64)

  /// Reads `text`; never fails.
  /// - Parameter now: from which moment days such as yesterday are counted.
  package init(parsing text: String, now: Date = Date()) {
    var parser = QueryParser(String(text.prefix(Self.longest.characters)), now: now)
    expression = parser.expression()
    let isLike = expression.conjuncts.contains {
      if case .filter(.like) = $0 { true } else { false }
    }
    sort = parser.sort ?? (isLike ? .likeness : .newest)
    let cut = "Only the first \(Self.longest.characters) characters are read."
    notes = (text.count > Self.longest.characters ? [cut] : []) + parser.notes
  }

  /// Each filter of it, wherever it stands.
  package var filters: [SearchFilter] { expression.filters }

  /// In words, for people: what is searched, and what was taken otherwise than it may have been
  /// meant.
  package var interpretation: String {
    let order = sort == .newest ? "" : ", \(sort.words)"
    return (["Searched: \(expression.words)\(order)."] + notes).joined(separator: " ")
  }
}
