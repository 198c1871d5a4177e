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

  /// The years of someone of that age.
  var typicalYears: Int {
    switch self {
    case .child: 8
    case .teen: 16
    case .young: 27
    case .adult: 45
    case .old: 70
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
  /// The number of years, where it is one.
  var years: Int?
  /// By how many years someone is older or younger than usual: its group is then that of no one.
  var shift: Int?
  /// Whether it is said in a word before or after a name: `young @kael`; and of whom.
  var isEpithet = false
  var mention: Handle?

  /// The group of someone who is usually of the age `own`.
  func group(of own: StatedAge?) -> AgeGroup {
    guard let shift else { return group }
    let usual = own.map { $0.years ?? $0.group.typicalYears } ?? AgeGroup.adult.typicalYears
    return AgeGroup(years: usual + shift)
  }

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
    func ends(at end: Int) -> Bool {
      if end >= tokens.count || tokens[end].startsClause { return true }
      return isPrompt && end + 1 < tokens.count && tokens[end + 1].mention != nil
        && longest(words.and, from: end) == 1
    }
    func longest(_ phrases: [WordPhrase], to end: Int) -> Int? {
      phrases.compactMap { $0.length(in: tokens, to: end) }.max()
    }
    func longest(_ phrases: [WordPhrase], from start: Int) -> Int? {
      phrases.compactMap { $0.length(in: tokens, from: start) }.max()
    }
    /// `@lucía de setenta años en la playa`, and not `@lucía 8 años menor`
    func isOfMention(_ range: Range<Int>) -> Bool {
      let lead = longest(words.beforeYears, to: range.lowerBound)
      return isMention(before: range.lowerBound - (lead ?? 0))
        && (lead != nil || longest(words.atYears, to: range.upperBound) != nil
          || longest(words.stops + words.wear, from: range.upperBound) != nil)
    }
    func isMention(before index: Int) -> Bool { index > 0 && tokens[index - 1].mention != nil }
    /// `@maya at 70, in a chair`, and not `at 15:30`
    func isAt(_ range: Range<Int>) -> Bool {
      let end = range.upperBound
      guard isPrompt, index > 1, words.mayCount.contains(tokens[index - 1].text) else {
        return false
      }
      return isMention(before: index - 1)
        && (end >= tokens.count || tokens[end].before.rawValue > 1 || isNoTime(range.lowerBound))
    }
    /// Whether the number at `index` is beyond the hours of a day.
    func isNoTime(_ index: Int) -> Bool {
      number(at: index, in: tokens, words).map { $0.value > 24 } ?? false
    }
    while index < tokens.count {
      let named = phrases.compactMap { group, phrases in
        phrases.compactMap { $0.length(in: tokens, from: index) }.max().map { (group, $0) }
      }.max { ($0.1, $0.0.rawValue) < ($1.1, $1.0.rawValue) }
      if isPrompt, let epithet = epithet(at: index, in: tokens, words) {
        found.append(epithet)
        index = epithet.range.upperBound
      } else if let named, words.isAgeAlone(tokens[index], tokens[index + named.1 - 1]),
        !ends(at: index + named.1), !isMention(before: index) || !isNoTime(index + named.1 - 1)
      {
        index += named.1
      } else if let named {
        found.append(StatedAge(group: named.0, range: index..<index + named.1))
        index += named.1
      } else if isPrompt, let shifted = shifted(at: index, in: tokens, words) {
        found.append(shifted)
        index = shifted.range.upperBound
      } else if let years = number(at: index, in: tokens, words) {
        let after = longest(words.years + words.atYears, from: years.end)
        let before = longest(isPrompt ? words.aged : words.aged + words.ofAge, to: index)
        let end = years.end + (after ?? 0)
        // `Maya, 36, a ceramicist`
        let isAlone =
          !isPrompt && (index == 0 || tokens[index].startsClause) && ends(at: end)
          || isAt(index..<end)
        let isOfAnother =
          isPrompt && !ends(at: end) && tokens[end].mention == nil
          && before == nil && !isOfMention(index..<end)
        if after != nil || before != nil || isAlone, (1...120).contains(years.value),
          !isOfAnother
        {
          found.append(
            StatedAge(
              group: AgeGroup(years: years.value),
              range: index - (before ?? 0)..<years.end + (after ?? 0), years: years.value))
        }
        index = years.end
      } else {
        index += 1
      }
    }
    return found
  }

  /// `young` or `old` directly before a mention or after it, at `start`.
  private static func epithet(
    at start: Int, in tokens: [ClauseTokens.Token], _ words: TraitWords
  ) -> StatedAge? {
    for (group, phrases) in words.epithets {
      guard let length = phrases.compactMap({ $0.length(in: tokens, from: start) }).max() else {
        continue
      }
      let end = start + length
      let next = end < tokens.count && !tokens[end].startsClause ? tokens[end].mention : nil
      let last = start > 0 && !tokens[start].startsClause ? tokens[start - 1].mention : nil
      guard let mention = next ?? last else { continue }
      return StatedAge(group: group, range: start..<end, isEpithet: true, mention: mention)
    }
    return nil
  }

  /// `twenty years younger`, at `start`.
  private static func shifted(
    at start: Int, in tokens: [ClauseTokens.Token], _ words: TraitWords
  ) -> StatedAge? {
    guard let number = number(at: start, in: tokens, words), (1...100).contains(number.value) else {
      return nil
    }
    func length(_ phrases: [WordPhrase], from start: Int) -> Int? {
      phrases.compactMap { $0.length(in: tokens, from: start) }.max()
    }
    func length(_ phrases: [WordPhrase], to end: Int) -> Int? {
      phrases.compactMap { $0.length(in: tokens, to: end) }.max()
    }
    for (sign, after, before) in [
      (-1, words.younger, words.youngerBefore), (1, words.older, words.olderBefore),
    ] {
      let lead = length(before, to: start)
      let trail =
        lead == nil ? length(after, from: number.end) : length(words.years, from: number.end)
      guard let trail else { continue }
      return StatedAge(
        group: .adult, range: start - (lead ?? 0)..<number.end + trail,
        shift: sign * number.value)
    }
    return nil
  }

  /// The number that is written at `start`: in digits, in those of Chinese, or in words.
  private static func number(
    at start: Int, in tokens: [ClauseTokens.Token], _ words: TraitWords
  ) -> (value: Int, end: Int)? {
    if let value = Int(tokens[start].text) { return (value, start + 1) }
    if let tens = words.numeral(at: start, in: tokens) {
      let next = start + tens.length
      let and = words.and.compactMap { $0.length(in: tokens, from: next) }.max() ?? 0
      guard tens.value >= 20, let ones = words.numeral(at: next + and, in: tokens), ones.value < 20
      else { return (tens.value, next) }
      return (tens.value + ones.value, next + and + ones.length)
    }
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
