internal import TroupeVocabulary

/// One word of a prompt, or one mention.
struct PromptWord: Sendable {
  let hash: UInt64
  let breakBefore: TokenizedText.Break
  /// As written, folded; a mention's handle.
  let text: String
  /// The index of the mention among those of the prompt; `nil` for a word.
  let mention: Int?
  /// Whether a possessive follows it, as in `@kael's hand`.
  var isPossessive = false
  /// Whether a hyphen joins it to another word.
  var isHyphenated = false
  /// Whether it is a character that is a word and follows another without a space.
  var isInner = false
  /// Whether it is quoted, and tells of nothing that is shown.
  var isSpoken = false

  /// What every mention hashes to: no word has this hash.
  static let mentionHash: UInt64 = 1
  /// What every number hashes to where numbers are read as one word.
  static let numberHash: UInt64 = 2
}

extension ParsedPrompt {
  /// Its words and mentions in order; a possessive belongs to its mention.
  func words(_ lexicon: Lexicon) -> [PromptWord] {
    var words: [PromptWord] = []
    var atEnd = TokenizedText.Break.none
    var mention = 0
    let spoken = Speech(pieces).words
    for (number, (piece, text)) in zip(pieces, tokens).enumerated() {
      guard case .text(let written) = piece else {
        // An article tells nothing of a name: `the rear of the @van`.
        if let last = words.last, last.mention == nil, atEnd == .none,
          lexicon.classes(of: last.hash).contains(.determiner),
          lexicon.classes(of: last.hash).isDisjoint(with: [.preposition, .object, .target]),
          !lexicon.denialWords.absentAlone.contains(last.hash)
        {
          atEnd = words.removeLast().breakBefore
        }
        words.append(
          PromptWord(
            hash: PromptWord.mentionHash, breakBefore: atEnd,
            text: "\(mentions[mention].handle)", mention: mention))
        mention += 1
        atEnd = .none
        continue
      }
      if let last = words.last, last.mention != nil, atEnd == .none,
        NameTail.isBarePossessive(written[...], after: last.text)
      {
        words[words.count - 1].isPossessive = true
      }
      var isFirst = true
      for (index, (token, word)) in zip(text.tokens, text.words).enumerated() {
        defer { isFirst = false }
        if isFirst, words.last?.mention != nil, token.breakBefore == .none,
          written.first?.isWhitespace == false || word.first?.isWrittenWithoutSpaces == true,
          lexicon.classes(of: token.hash).contains(.possessive)
        {
          words[words.count - 1].isPossessive = true
          continue
        }
        words.append(
          PromptWord(
            hash: token.hash, breakBefore: max(token.breakBefore, atEnd), text: word, mention: nil,
            isHyphenated: text.hyphenated.contains(index), isInner: text.inner.contains(index),
            isSpoken: spoken[number]?.contains(index) ?? false))
        atEnd = .none
      }
      atEnd = max(atEnd, text.breakAtEnd)
    }
    return words
  }
}
