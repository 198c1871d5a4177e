internal import TroupeVocabulary

/// An age at which people look alike.
enum AgeGroup: String, Sendable, Decodable, CodingKeyRepresentable {
  case child, teen, young, adult, old

  /// That of someone of so many years.
  init(years: Int) {
    self =
      switch years {
      case ..<13: .child
      case ..<20: .teen
      case ..<36: .young
      case ..<60: .adult
      default: .old
      }
  }

  /// Whether the body is that of a grown person.
  var isGrown: Bool { self != .child && self != .teen }
}

/// An age that a text states.
struct StatedAge {
  let group: AgeGroup
  /// The words for it.
  let range: Range<Int>

  /// The ages in `clauses`, by what `phrases` say and by numbers of years.
  /// - Parameter isPrompt: whether they may be those of others, as in `his 8 year old son`.
  static func all(
    in clauses: ClauseTokens, _ phrases: [AgeGroup: [WordPhrase]], _ words: TraitWords,
    isPrompt: Bool = false
  ) -> [StatedAge] {
    let tokens = clauses.tokens
    var found: [StatedAge] = []
    var index = 0
    /// Whether what is said ends before `end`: `at seventy, white hair`, and not `at seven in the morning`.
    func ends(at end: Int) -> Bool { end >= tokens.count || tokens[end].startsClause }
    while index < tokens.count {
      let named = phrases.compactMap { group, phrases in
        phrases.compactMap { $0.length(in: tokens, from: index) }.max().map { (group, $0) }
      }.max { ($0.1, $0.0.rawValue) < ($1.1, $1.0.rawValue) }
      if let named, words.isAgeAlone(tokens[index], tokens[index + named.1 - 1]),
        !ends(at: index + named.1)
      {
        index += named.1
      } else if let named {
        found.append(StatedAge(group: named.0, range: index..<index + named.1))
        index += named.1
      } else if let years = number(at: index, in: tokens) {
        let after = words.years.compactMap { $0.length(in: tokens, from: years.end) }.max()
        let before = words.aged.compactMap { $0.length(in: tokens, to: index) }.max()
        let end = years.end + (after ?? 0)
        let isOfAnother = isPrompt && !ends(at: end) && tokens[end].mention == nil
        if after != nil || before != nil, !isOfAnother {
          found.append(
            StatedAge(
              group: AgeGroup(years: years.value),
              range: index - (before ?? 0)..<years.end + (after ?? 0)))
        }
        index = years.end
      } else {
        index += 1
      }
    }
    return found
  }

  /// The number that is written at `start`, in digits or in those of Chinese.
  private static func number(
    at start: Int, in tokens: [ClauseTokens.Token]
  ) -> (value: Int, end: Int)? {
    if let value = Int(tokens[start].text) { return (value, start + 1) }
    var (value, end) = (0, start)
    while end < tokens.count, let digit = digits[tokens[end].text] {
      value = digit == 10 ? max(1, value) * 10 : value + digit
      end += 1
    }
    return end > start ? (value, end) : nil
  }

  private static let digits = [
    "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
  ]
}
