/// What a query was taken to mean. Any text parses; what cannot be a filter is searched as words,
/// and said so.
package struct SearchQuery: Hashable, Sendable {
  /// Words and phrases in order, those to leave out among them.
  package let terms: [SearchTerm]
  /// Facts in order.
  package let filters: [SearchFilter]
  /// What was not taken as it may have been meant, in sentences.
  package let notes: [String]

  /// Most characters of a query that are read, and most terms: a longer one is a mistake, and it
  /// costs.
  static let longest = (characters: 2_000, terms: 64)

  /// Reads `text`; never fails.
  package init(parsing text: String) {
    var terms: [SearchTerm] = []
    var filters: [SearchFilter] = []
    var notes: [String] = []
    var scanner = QueryScanner(String(text.prefix(Self.longest.characters)))
    if text.count > Self.longest.characters {
      notes.append("Only the first \(Self.longest.characters) characters are read.")
    }
    while let piece = scanner.next() {
      guard terms.count + filters.count < Self.longest.terms else {
        notes.append("Only the first \(Self.longest.terms) terms are searched.")
        break
      }
      if let name = piece.name, let condition = SearchFilter.condition(name, piece.text) {
        filters.append(SearchFilter(condition: condition, isNegated: piece.isNegated))
        continue
      }
      if let note = Self.note(on: piece) { notes.append(note) }
      let tokens = TextSegmenter.tokens("\(piece.name ?? "") \(piece.text)")
      if tokens.isEmpty { continue }
      terms.append(
        SearchTerm(tokens: tokens, isPrefix: piece.isPrefix, isNegated: piece.isNegated))
    }
    self.terms = terms
    self.filters = filters
    self.notes = notes
  }

  private static func note(on piece: QueryScanner.Piece) -> String? {
    guard let name = piece.name else { return nil }
    return SearchFilter.names.contains(name)
      ? "'\(piece.written)' has no value that \(name): takes, so it is searched as words."
      : "'\(name):' is not a filter, so '\(piece.written)' is searched as words."
  }

  /// The words to find, for FTS5's MATCH; `nil` when there are none, and then nothing is to be
  /// matched.
  package var matchExpression: String? {
    let wanted = terms.filter { !$0.isNegated }.map(\.expression)
    guard !wanted.isEmpty else { return nil }
    let all = wanted.joined(separator: " AND ")
    return excludedExpression.map { "(\(all)) NOT (\($0))" } ?? all
  }

  /// The words to leave out, for FTS5's MATCH; `nil` when there are none. `matchExpression` leaves
  /// them out already: this is for queries that name nothing to find.
  package var excludedExpression: String? {
    let unwanted = terms.filter(\.isNegated).map(\.expression)
    return unwanted.isEmpty ? nil : unwanted.joined(separator: " OR ")
  }

  /// In words, for people: what is searched, and what was taken otherwise than it may have been
  /// meant.
  package var interpretation: String {
    let wanted = terms.filter { !$0.isNegated }.map(\.words)
    let unwanted = terms.filter(\.isNegated).map { "without \($0.words)" }
    let facts = wanted + unwanted + filters.map(\.words)
    let meaning = facts.isEmpty ? "everything" : facts.joined(separator: ", ")
    return (["Searched: \(meaning)."] + notes).joined(separator: " ")
  }
}
