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

  /// By name, assets that the text may speak of without a mention once it has named them: `Anna's hair`.
  private var names: [String: Handle] = [:]

  init(_ prompt: ParsedPrompt, names: [String: Handle] = [:]) {
    self.names = names
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
      index > 0 && tokens[index - 1].mention != nil && tokens[index].text.count == 1
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
      if let handle = tokens.names[word] {
        tokens.append("", mention: handle, isAfterSpace: isAfterSpace)
      } else if !word.isEmpty {
        tokens.append(word.lowercased(), isAfterSpace: isAfterSpace)
      }
      (word, isAfterSpace) = ("", true)
    }
    for character in text {
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
  ///   - with: words that lead to who is with someone; `wear`, those that lead to what someone wears.
  ///   - of: words between what someone has and who has it.
  ///   - same: words for people that are said of the cast: `as an old man`.
  func subjects(
    cast: Set<Handle>, others: [WordPhrase], and: [WordPhrase], same: [Range<Int>] = [],
    articles: [WordPhrase] = [], with: [WordPhrase] = [], wear: [WordPhrase] = [],
    of: [WordPhrase] = []
  ) -> [Set<Handle>] {
    let isSame = Set(same.joined())
    let merely = Set(with.compactMap(\.word))
    let puttingOn = wear.filter { !($0.word.map(merely.contains) ?? false) }
    var subjects: [Set<Handle>] = []
    for sentence in sentences {
      var groups: [Group] = []
      var lastMention: Int?
      for index in sentence {
        if let handle = tokens[index].mention {
          let own = cast.intersection([handle])
          // What someone puts on is spoken of with the one who does: `wearing @cap and a red dress`.
          if own.isEmpty, !groups.isEmpty, isAfter(puttingOn, index, articles) { continue }
          if let last = lastMention, joins(last + 1..<index, and), !groups.isEmpty {
            groups[groups.count - 1].handles.formUnion(own)
          } else {
            groups.append(
              Group(
                start: index, handles: own, isThing: own.isEmpty,
                isCompany: isAfter(with, index, articles)))
          }
          lastMention = index
        } else if !isSame.contains(index),
          others.contains(where: { $0.length(in: tokens, from: index) != nil })
        {
          groups.append(Group(start: start(of: index, articles), handles: []))
          lastMention = nil
        }
      }
      let unnamed = cast.count == 1 ? cast : []
      for index in sentence {
        let clause = start(ofClauseOf: index)
        let isWorn = wear.contains { $0.length(in: tokens, from: clause) != nil }
        let last = groups.last { group in
          group.start <= index
            && !(group.start < clause && (group.isThing || isWorn && group.isCompany))
        }
        subjects.append((last ?? groups.first)?.handles ?? unnamed)
      }
      for index in sentence {
        guard let handle = tokens[index].mention else { continue }
        for owned in owned(by: index, of, articles) {
          subjects[owned] = cast.intersection([handle])
        }
      }
    }
    return subjects
  }

  /// The words for what the one named at `index` has: in `the ring in the nose of @maya`, from the ring on.
  private func owned(
    by index: Int, _ of: [WordPhrase], _ articles: [WordPhrase]
  ) -> Range<Int> {
    var start = index
    for _ in 0..<2 {
      guard !tokens[start].startsClause,
        let length = of.compactMap({ $0.length(in: tokens, to: start) }).max(),
        start - length > 0, !tokens[start - length].startsClause,
        tokens[start - length - 1].mention == nil
      else { break }
      start -= length + 1
      let article = articles.compactMap { $0.length(in: tokens, to: start) }.max()
      if let article, !tokens[start].startsClause { start -= article }
    }
    return start..<index
  }

  /// Whom or what a sentence names from a word on.
  private struct Group {
    let start: Int
    var handles: Set<Handle>
    /// What is no one: of it speaks its clause alone.
    var isThing = false
    /// Whether it is merely with the one before: of `@mira walks with @tomas, in a red coat`, `@tomas`.
    var isCompany = false
  }

  private func start(ofClauseOf index: Int) -> Int {
    var start = index
    while start > 0, !tokens[start].startsClause { start -= 1 }
    return start
  }

  private func isAfter(_ phrases: [WordPhrase], _ index: Int, _ articles: [WordPhrase]) -> Bool {
    guard !tokens[index].startsClause else { return false }
    let article = articles.compactMap { $0.length(in: tokens, to: index) }.max() ?? 0
    return phrases.contains { $0.length(in: tokens, to: index - article) != nil }
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
