internal import TroupeVocabulary

extension TokenizedText {
  /// - Parameter keepsWords: whether `words` is filled, for a text that is explained.
  init(_ text: String, keepsWords: Bool = false) {
    guard keepsWords else {
      var tokenizer = Tokenizer()
      self.init(tokens: Array(tokenizer.read(text)), breakAtEnd: tokenizer.breakAtEnd)
      return
    }
    var words = WordTexts()
    let end = WordReader.read(text) { bytes, isFolded in
      var reader = WordReader()
      words = WordTexts()
      return reader.read(bytes, isFolded: isFolded, into: &words) ? reader.breakAtEnd : nil
    }
    self.init(
      tokens: words.tokens, breakAtEnd: end, words: words.words, hyphenated: words.hyphenated,
      inner: words.inner)
  }
}

/// Splits many texts into hashed words, in memory that serves again.
struct Tokenizer {
  private var memory: [TokenizedText.Token] = []
  /// The punctuation after the last word of the text that was read last.
  private(set) var breakAtEnd = TokenizedText.Break.none

  /// The words of `text`.
  mutating func read(_ text: String) -> ArraySlice<TokenizedText.Token> {
    var count = 0
    breakAtEnd = WordReader.read(text) { bytes, isFolded in
      // No word is shorter than a byte.
      if memory.count < bytes.count {
        let none = TokenizedText.Token(hash: 0, breakBefore: .none)
        memory = Array(repeating: none, count: 2 * bytes.count)
      }
      return memory.withUnsafeMutableBufferPointer { memory in
        var reader = WordReader()
        var hashes = WordHashes(memory)
        guard reader.read(bytes, isFolded: isFolded, into: &hashes) else { return nil }
        count = hashes.count
        return reader.breakAtEnd
      }
    }
    return memory[..<count]
  }
}

extension WordReader {
  /// Reads `text` with `read`, folded only if folding changes it: then the first reading is `nil`.
  @inline(__always) fileprivate static func read(
    _ text: String,
    with read: (UnsafeBufferPointer<UInt8>, _ isFolded: Bool) -> TokenizedText.Break?
  ) -> TokenizedText.Break {
    var text = text
    if let end = text.withUTF8({ read($0, false) }) { return end }
    var folded = text.foldedKey
    return folded.withUTF8 { read($0, true) } ?? .none
  }
}

/// The hashes of words.
private struct WordHashes: WordSink {
  /// Of as many places as the text has bytes, so that writing beyond its end is not possible.
  private let memory: UnsafeMutableBufferPointer<TokenizedText.Token>
  private(set) var count = 0

  init(_ memory: UnsafeMutableBufferPointer<TokenizedText.Token>) { self.memory = memory }

  @inline(__always) mutating func add(_ letter: UInt32) {}

  @inline(__always) mutating func end(
    _ hash: UInt64, after breakBefore: TokenizedText.Break, isAfterHyphen: Bool
  ) -> Bool {
    add(whole: 0, hash, after: breakBefore, isAfterSpace: false)
    return true
  }

  @inline(__always) mutating func add(
    whole scalar: UInt32, _ hash: UInt64, after breakBefore: TokenizedText.Break, isAfterSpace: Bool
  ) {
    memory[count] = TokenizedText.Token(hash: hash, breakBefore: breakBefore)
    count += 1
  }
}

/// Words as folded text, with their hashes.
private struct WordTexts: WordSink {
  private(set) var tokens: [TokenizedText.Token] = []
  private(set) var words: [String] = []
  /// The indices of words that a hyphen joins to another.
  private(set) var hyphenated: Set<Int> = []
  /// The indices of characters that are words and follow another directly.
  private(set) var inner: Set<Int> = []
  /// The word so far, and its number of scalars.
  private var word: [UInt8] = []
  private var length = 0

  mutating func add(_ letter: UInt32) {
    length += 1
    if letter < 0x80 {
      word.append(UInt8(letter))
    } else if let scalar = Unicode.Scalar(letter) {
      word.append(contentsOf: String(scalar).utf8)
    }
  }

  mutating func end(
    _ hash: UInt64, after breakBefore: TokenizedText.Break, isAfterHyphen: Bool
  ) -> Bool {
    tokens.append(TokenizedText.Token(hash: hash, breakBefore: breakBefore))
    if isAfterHyphen { hyphenated.formUnion([words.count - 1, words.count]) }
    words.append(String(decoding: word, as: UTF8.self))
    word.removeAll(keepingCapacity: true)
    defer { length = 0 }
    return length <= 1
  }

  mutating func add(
    whole scalar: UInt32, _ hash: UInt64, after breakBefore: TokenizedText.Break, isAfterSpace: Bool
  ) {
    if !isAfterSpace, breakBefore == .none, !tokens.isEmpty { inner.insert(tokens.count) }
    tokens.append(TokenizedText.Token(hash: hash, breakBefore: breakBefore))
    words.append(Unicode.Scalar(scalar).map { String($0) } ?? "")
  }
}
