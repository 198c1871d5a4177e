internal import TroupeVocabulary

/// In which order what is found is told.
package enum SearchSort: String, Hashable, Sendable, CaseIterable {
  /// Those that arrived last first: what holds where nothing is said.
  case newest
  /// Those that arrived first first.
  case oldest
  /// Those whose prompts say the words most first, as BM25 counts it; of equal ones the newest.
  case relevance
  /// Those that cost most first; those of unknown cost last.
  case cost
  /// Those that cost least first; those of unknown cost last.
  case cheapest
  /// Those that look most like the picture of `like:` first: what holds where a query has one and says no order.
  case likeness
  /// Those that are rated highest first; those that are not rated last.
  case rating

  /// What `sort:` takes, besides the names themselves.
  private static let synonyms: [String: SearchSort] = [
    "new": .newest, "latest": .newest, "date": .newest, "old": .oldest, "relevant": .relevance,
    "best": .relevance, "rank": .relevance, "score": .relevance, "price": .cost, "rated": .rating,
  ]

  /// Reads one.
  init?(named text: String) {
    let name = text.lowercased()
    guard let sort = SearchSort(rawValue: name) ?? Self.synonyms[name] else { return nil }
    self = sort
  }

  /// In words, as in `newest first`.
  var words: String {
    switch self {
    case .newest: "newest first"
    case .oldest: "oldest first"
    case .relevance: "most relevant first"
    case .cost: "dearest first"
    case .cheapest: "cheapest first"
    case .likeness: "nearest first"
    case .rating: "highest rated first"
    }
  }
}
