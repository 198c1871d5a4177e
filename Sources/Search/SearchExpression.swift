package import TroupeVocabulary

/// What generations must be like to be found.
package indirect enum SearchExpression: Hashable, Sendable {
  /// Their texts hold these words.
  case term(SearchTerm)
  /// This is so of them.
  case filter(SearchFilter)
  /// They are not like this.
  case not(SearchExpression)
  /// They are like each of these; like anything where there is none.
  case all([SearchExpression])
  /// They are like one of these at least.
  case any([SearchExpression])

  /// What all of it, and what one of it, comes to; one alone is itself.
  static func joined(all parts: [SearchExpression]) -> SearchExpression {
    let flat = parts.flatMap { if case .all(let inner) = $0 { inner } else { [$0] } }
    return flat.count == 1 ? flat[0] : .all(flat)
  }

  /// The same but for its opposite twice, which is itself.
  static func opposite(of part: SearchExpression) -> SearchExpression {
    if case .not(let inner) = part { inner } else { .not(part) }
  }

  /// Each term that is to be found, wherever it stands; none that is to be left out.
  package var wantedTerms: [SearchTerm] {
    switch self {
    case .term(let term): [term]
    case .filter, .not: []
    case .all(let parts), .any(let parts): parts.flatMap(\.wantedTerms)
    }
  }

  /// Each filter, wherever it stands.
  package var filters: [SearchFilter] {
    switch self {
    case .term: []
    case .filter(let filter): [filter]
    case .not(let part): part.filters
    case .all(let parts), .any(let parts): parts.flatMap(\.filters)
    }
  }

  /// What must hold together: its parts, or itself.
  package var conjuncts: [SearchExpression] {
    switch self {
    case .all(let parts): parts.flatMap(\.conjuncts)
    default: [self]
    }
  }

  /// In words, as in `"roof", with @kael, ("red" or "blue")`.
  var words: String {
    switch self {
    case .term(let term): return term.words
    case .filter(let filter): return filter.words
    case .not(.term(let term)): return "without \(term.words)"
    case .not(.any(let parts)):
      return "neither \(parts.map(\.grouped).joined(separator: " nor "))"
    case .not(let part): return "not \(part.grouped)"
    case .any(let parts): return "(\(parts.map(\.grouped).joined(separator: " or ")))"
    case .all(let parts):
      if parts.isEmpty { return "everything" }
      // As people read it: words first, those to leave out next, facts last.
      return parts.enumerated().sorted {
        ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
      }
      .map(\.element.words).joined(separator: ", ")
    }
  }

  private var grouped: String {
    if case .all(let parts) = self, parts.count > 1 {
      "(\(parts.map(\.words).joined(separator: " and ")))"
    } else {
      words
    }
  }

  private var rank: Int {
    switch self {
    case .term: 0
    case .not(.term): 1
    default: 2
    }
  }
}
