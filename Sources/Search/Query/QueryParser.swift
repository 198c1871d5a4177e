internal import Foundation
internal import TroupeVocabulary

/// Reads queries: words side by side must all be there, `OR` stands between alternatives and binds less than that, parentheses
/// group, a minus or `NOT` leaves out. Whatever is none of that is searched as words.
struct QueryParser {
  private let tokens: [QueryScanner.Token]
  private let now: Date
  private var place = 0
  private var count = 0
  private(set) var notes: [String] = []
  private(set) var sort: SearchSort?

  /// Most groups within each other.
  static let deepest = 16

  init(_ text: String, now: Date) {
    self.now = now
    tokens = QueryScanner.tokens(text)
  }

  /// All of it.
  mutating func expression() -> SearchExpression {
    var parts: [SearchExpression] = []
    while place < tokens.count {
      if let part = alternatives(depth: 0) { parts.append(part) }
      if place < tokens.count {
        note("A ')' without its '(' is passed over.")
        place += 1
      }
    }
    return .joined(all: parts)
  }

  /// Up to a closing parenthesis or the end; `nil` for nothing.
  private mutating func alternatives(depth: Int) -> SearchExpression? {
    var all: [SearchExpression] = []
    var current: [SearchExpression] = []
    while place < tokens.count, tokens[place] != .close {
      if isOperator("OR", "|") {
        if !current.isEmpty, hasMore(after: place) {
          place += 1
          all.append(.joined(all: current))
          current = []
          continue
        }
        noteDangling()
      } else if isOperator("AND", "&") {
        if !current.isEmpty, hasMore(after: place) {
          place += 1
          continue
        }
        noteDangling()
      }
      if let part = single(depth: depth) { current.append(part) }
    }
    if !current.isEmpty { all.append(.joined(all: current)) }
    return all.count > 1 ? .any(all) : all.first
  }

  /// One word, phrase, filter or group.
  private mutating func single(depth: Int) -> SearchExpression? {
    switch tokens[place] {
    case .close: return nil
    case .open(let isNegated):
      place += 1
      let inner = depth < Self.deepest ? alternatives(depth: depth + 1) : flattened()
      if place < tokens.count { place += 1 }
      return inner.map { isNegated ? .opposite(of: $0) : $0 }
    case .piece(let piece):
      if piece.isBare("NOT"), hasMore(after: place) {
        place += 1
        return single(depth: depth).map { .opposite(of: $0) }
      }
      place += 1
      return leaf(piece).map { piece.isNegated ? .not($0) : $0 }
    }
  }

  private mutating func flattened() -> SearchExpression? {
    note("Parentheses deeper than \(Self.deepest) are passed over.")
    var open = 1
    var parts: [SearchExpression] = []
    while place < tokens.count {
      switch tokens[place] {
      case .open: open += 1
      case .close:
        open -= 1
        if open == 0 { return parts.isEmpty ? nil : .joined(all: parts) }
      case .piece(let piece):
        if let part = leaf(piece) { parts.append(piece.isNegated ? .not(part) : part) }
      }
      place += 1
    }
    return parts.isEmpty ? nil : .joined(all: parts)
  }

  private mutating func leaf(_ piece: QueryScanner.Piece) -> SearchExpression? {
    guard count < SearchQuery.longest.terms else {
      note("Only the first \(SearchQuery.longest.terms) terms are searched.")
      return nil
    }
    count += 1
    if let name = piece.name {
      if name == "sort", let sort = SearchSort(named: piece.text) {
        if self.sort != nil { note("'\(piece.written)' takes the place of the order before it.") }
        self.sort = sort
        return nil
      }
      if let filter = filter(name, piece) { return .filter(filter) }
      note(
        SearchFilter.names.contains(name) || name == "sort"
          ? "'\(piece.written)' has no value that \(name): takes, so it is searched as words."
          : "'\(name):' is not a filter, so '\(piece.written)' is searched as words.")
    }
    let tokens = TextSegmenter.tokens("\(piece.name ?? "") \(piece.text)")
    return tokens.isEmpty ? nil : .term(SearchTerm(tokens: tokens, isPrefix: piece.isPrefix))
  }

  /// A filter; dates may go on in the words that follow, as in `after:last week`.
  private mutating func filter(_ name: String, _ piece: QueryScanner.Piece) -> SearchFilter? {
    guard SearchFilter.dated.contains(name), !piece.isQuoted, !piece.text.isEmpty else {
      return SearchFilter(name, piece.text, now: now)
    }
    let following = tokens[place...].prefix(2).prefix {
      if case .piece(let next) = $0 {
        next.name == nil && !next.isQuoted && !next.isNegated && !next.isPrefix
      } else {
        false
      }
    }.map { if case .piece(let next) = $0 { next.text } else { "" } }
    for extra in stride(from: following.count, through: 0, by: -1) {
      let value = ([piece.text] + following.prefix(extra)).joined(separator: " ")
      if let filter = SearchFilter(name, value, now: now) {
        place += extra
        return filter
      }
    }
    return nil
  }

  private func isOperator(_ words: String...) -> Bool {
    if case .piece(let piece) = tokens[place] { words.contains(piece.written) } else { false }
  }

  private func hasMore(after place: Int) -> Bool {
    place + 1 < tokens.count && tokens[place + 1] != .close
  }

  private mutating func noteDangling() {
    guard case .piece(let piece) = tokens[place] else { return }
    if piece.text.contains(where: \.isLetter) {
      note("'\(piece.written)' stands at an end, so it is searched as a word.")
    }
  }

  private mutating func note(_ text: String) {
    if !notes.contains(text) { notes.append(text) }
  }
}
