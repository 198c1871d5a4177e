internal import TroupeVocabulary

extension TokenizedText {
  /// - Parameter keepsWords: whether `words` is filled, for a text that is explained.
  init(_ text: String, keepsWords: Bool = false) {
    var tokenizer = Tokenizer(keepsWords: keepsWords)
    tokenizer.read(text)
    self = tokenizer.text
  }
}

/// Splits text into words, scalar by scalar. For many texts one is used, whose memory serves again.
struct Tokenizer {
  private let keepsWords: Bool
  /// The words of the text that was read last.
  private(set) var tokens: [TokenizedText.Token] = []
  private var words: [String] = []
  private var hyphenated: Set<Int> = []
  private var breakAtEnd = TokenizedText.Break.none

  private var isInWord = false
  private var hash = TokenizedText.seed
  /// The word so far, if words are kept, and its number of scalars.
  private var word: [UInt8] = []
  private var length = 0
  /// Whether the word began after a full stop or a hyphen.
  private var isInitial = false
  private var isAfterHyphen = false

  private var last: UInt32 = 0
  /// As it was before the last full stop.
  private var wasInWord = false
  private var earlierBreak = TokenizedText.Break.none

  init(keepsWords: Bool) { self.keepsWords = keepsWords }

  var text: TokenizedText {
    TokenizedText(
      tokens: tokens, breakAtEnd: breakAtEnd, words: words, hyphenated: hyphenated)
  }

  mutating func read(_ text: String) {
    restart()
    var folded = TokenizedText.isUnchangedByFolding(text) ? text : text.foldedKey
    folded.withUTF8 { read($0) }
  }

  private mutating func restart() {
    var memory: [TokenizedText.Token] = []
    swap(&memory, &tokens)
    memory.removeAll(keepingCapacity: true)
    self = Tokenizer(keepsWords: keepsWords)
    tokens = memory
  }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    tokens.reserveCapacity(bytes.count / 3 + 1)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if Self.isPlain(byte) {
        // Most of a text is plain letters and spaces.
        if !isInWord { beginWord() }
        index = addPlain(bytes, from: index)
        last = UInt32(bytes[index - 1])
      } else if byte < 0x80 {
        if byte == 0x20 { endWord() } else { read(Unicode.Scalar(byte)) }
        last = UInt32(byte)
        index += 1
      } else {
        let count = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        let value = bytes[(index + 1)..<(index + count)].reduce(UInt32(byte) & 0x7F >> count) {
          $0 << 6 | UInt32($1 & 0x3F)
        }
        index += count
        if let scalar = Unicode.Scalar(value) { read(scalar) }
        last = value
      }
    }
    endWord()
  }

  private mutating func read(_ scalar: Unicode.Scalar) {
    if last == 0x20, scalar == "/" || scalar == "-" {
      endWord()
      breakAtEnd = max(breakAtEnd, scalar == "/" ? .semicolon : .colon)
      return
    }
    switch TokenizedText.category(of: scalar) {
    case .letter:
      if !isInWord { beginWord() }
      let isUpper = (0x41...0x5A).contains(scalar.value)
      add(isUpper ? scalar.value | 0x20 : TokenizedText.withoutAccent(scalar))
    case .wholeWord:
      endWord()
      let hash = TokenizedText.mix(TokenizedText.seed, scalar.value)
      tokens.append(TokenizedText.Token(hash: hash, breakBefore: breakAtEnd))
      if keepsWords { words.append(String(scalar)) }
      breakAtEnd = .none
    case .apostrophe: break
    case .space: endWord()
    case .ends(let kind):
      wasInWord = isInWord
      endWord()
      earlierBreak = breakAtEnd
      // `P.O.V.` ends no sentence.
      if scalar == ".", wasInWord, isInitial { return }
      breakAtEnd = max(breakAtEnd, kind)
    }
  }

  private mutating func beginWord() {
    // A full stop inside a word or number ends nothing: `f/1.8`, `O.T.S.`.
    if last == 0x2E, wasInWord { breakAtEnd = earlierBreak }
    isInitial = last == 0x2E
    isAfterHyphen = last == 0x2D
    isInWord = true
  }

  /// Whether `byte` is an ASCII letter or digit.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte | 0x20 &- 0x61 < 26 || byte &- 0x30 < 10
  }

  /// Adds the letters and digits from `start` on.
  /// - Returns: the index after the last.
  private mutating func addPlain(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int {
    var hash = hash
    var index = start
    while index < bytes.count, Self.isPlain(bytes[index]) {
      let letter = bytes[index] < 0x40 ? bytes[index] : bytes[index] | 0x20
      hash = TokenizedText.mix(hash, UInt32(letter))
      if keepsWords { word.append(letter) }
      index += 1
    }
    self.hash = hash
    if keepsWords { length += index - start }
    return index
  }

  private mutating func add(_ letter: UInt32) {
    hash = TokenizedText.mix(hash, letter)
    guard keepsWords else { return }
    length += 1
    if letter < 0x80 {
      word.append(UInt8(letter))
    } else if let scalar = Unicode.Scalar(letter) {
      word.append(contentsOf: String(scalar).utf8)
    }
  }

  private mutating func endWord() {
    guard isInWord else { return }
    tokens.append(TokenizedText.Token(hash: hash, breakBefore: breakAtEnd))
    if keepsWords {
      if isAfterHyphen { hyphenated.formUnion([words.count - 1, words.count]) }
      words.append(String(decoding: word, as: UTF8.self))
      isInitial = isInitial && length <= 1
      word.removeAll(keepingCapacity: true)
      length = 0
    }
    breakAtEnd = .none
    hash = TokenizedText.seed
    isInWord = false
  }
}
