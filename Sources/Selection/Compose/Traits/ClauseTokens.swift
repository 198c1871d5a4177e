internal import TroupeVocabulary

/// A prompt as words. In Chinese and Japanese every character is a word.
struct ClauseTokens {
  struct Token {
    /// In lower case; empty for a mention.
    let text: String
    let mention: Handle?
    let before: Break
    /// Where it stands in its text; spaces of the text are kept when words are quoted.
    var isAfterSpace = false

    /// Whether punctuation stands before it.
    var startsClause: Bool { before != .none }
  }

  /// The strongest punctuation between two words.
  enum Break: Int { case none, colon, clause, sentence }

  private(set) var tokens: [Token] = []
  private var pending = Break.none

  init(_ text: String) { add(text) }

  init(_ prompt: ParsedPrompt) {
    for piece in prompt.pieces {
      switch piece {
      case .text(let text): add(text)
      case .mention(let mention): append("", mention: mention.handle)
      }
    }
  }

  /// The words from `range` on, as they are quoted to the user.
  /// - Parameter possessives: what is no word of its own after a name, such as the rest of `'s`.
  func quote(_ range: Range<Int>, possessives: [WordPhrase]) -> String {
    func isRest(_ index: Int) -> Bool {
      index > 0 && tokens[index - 1].mention != nil
        && possessives.contains { $0.length(in: tokens, from: index) == 1 }
    }
    let range = isRest(range.lowerBound) ? range.dropFirst() : range
    return range.map { index in
      let space = isRest(index) ? "'" : " "
      let isApart = tokens[index].isAfterSpace || tokens[index].mention != nil
      return (index > range.lowerBound && isApart ? space : "")
        + (tokens[index].mention.map { "\($0)" } ?? tokens[index].text)
    }.joined()
  }

  private mutating func append(_ text: String, mention: Handle? = nil, isAfterSpace: Bool = false) {
    tokens.append(
      Token(text: text, mention: mention, before: pending, isAfterSpace: isAfterSpace))
    pending = .none
  }

  private mutating func add(_ text: String) {
    var word = ""
    var isAfterSpace = false
    func flush(_ tokens: inout ClauseTokens) {
      if !word.isEmpty { tokens.append(word, isAfterSpace: isAfterSpace) }
      (word, isAfterSpace) = ("", true)
    }
    for character in text.lowercased() {
      if character.isIdeographic, character.isLetter {
        flush(&self)
        append(String(character))
        isAfterSpace = false
      } else if character.isLetter || character.isNumber {
        word.append(character)
      } else {
        flush(&self)
        let found: Break =
          ".!?。！？…\n\r\r\n".contains(character)
          ? .sentence
          : ",;()，；、（）—–\"“”«»„「」".contains(character)
            ? .clause : ":：".contains(character) ? .colon : .none
        if found.rawValue > pending.rawValue { pending = found }
      }
    }
    flush(&self)
  }
}

extension ClauseTokens {
  /// By token, the assets that it is said of: the last that its sentence named before it, else the first that it names;
  /// none of the cast after other people.
  /// - Parameters:
  ///   - cast: the assets that sentences may speak of; a sentence without a name is said of the only one.
  ///   - articles: words with which a noun phrase begins.
  ///   - same: words for people that are said of the cast: `as an old man`.
  func subjects(
    cast: Set<Handle>, others: [WordPhrase], and: [WordPhrase], same: [Range<Int>] = [],
    articles: [WordPhrase] = []
  ) -> [Set<Handle>] {
    let isSame = Set(same.joined())
    var subjects: [Set<Handle>] = []
    for sentence in sentences {
      var groups: [(start: Int, handles: Set<Handle>)] = []
      var lastMention: Int?
      for index in sentence {
        if let handle = tokens[index].mention {
          let own = cast.intersection([handle])
          if let last = lastMention, joins(last + 1..<index, and), !groups.isEmpty {
            groups[groups.count - 1].handles.formUnion(own)
          } else {
            groups.append((index, own))
          }
          lastMention = index
        } else if !isSame.contains(index),
          others.contains(where: { $0.length(in: tokens, from: index) != nil })
        {
          groups.append((start(of: index, articles), []))
          lastMention = nil
        }
      }
      let unnamed = cast.count == 1 ? cast : []
      for index in sentence {
        let last = groups.last { $0.start <= index }
        subjects.append((last ?? groups.first)?.handles ?? unnamed)
      }
    }
    return subjects
  }

  /// Where the phrase of the noun at `index` begins: `a bald man`.
  private func start(of index: Int, _ articles: [WordPhrase]) -> Int {
    for start in stride(from: index - 1, through: max(0, index - 4), by: -1) {
      if tokens[start].mention != nil { break }
      if articles.contains(where: { $0.length(in: tokens, from: start) == 1 }) { return start }
      if tokens[start].startsClause { break }
    }
    return index
  }

  private var sentences: [Range<Int>] {
    let starts = tokens.indices.filter { $0 == 0 || tokens[$0].before == .sentence }
    return zip(starts, starts.dropFirst() + [tokens.count]).map { $0..<$1 }
  }

  private func joins(_ range: Range<Int>, _ and: [WordPhrase]) -> Bool {
    range.isEmpty
      || and.contains { $0.length(in: tokens, from: range.lowerBound) == range.count }
  }
}
