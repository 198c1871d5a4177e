/// Where the words of a text go as they are read.
protocol WordSink {
  /// Takes a letter of the word being read, in lower case.
  mutating func add(_ letter: UInt32)
  /// Takes the end of the word.
  /// - Returns: whether it may be an initial, as in `P.O.V.`
  mutating func end(
    _ hash: UInt64, after breakBefore: TokenizedText.Break, isAfterHyphen: Bool
  ) -> Bool
  /// Takes a character that is a word.
  mutating func add(
    whole scalar: UInt32, _ hash: UInt64, after breakBefore: TokenizedText.Break, isAfterSpace: Bool
  )
}

/// Splits text into words, scalar by scalar, and hashes them.
///
/// Ten thousand captions are read for one request, so what is done for each letter is inlined in one loop.
struct WordReader {
  /// The punctuation after the last word.
  private(set) var breakAtEnd = TokenizedText.Break.none
  private var isInWord = false
  private var hash = TokenizedText.seed
  /// Whether the word began after a full stop or a hyphen.
  private var isInitial = false
  private var isAfterHyphen = false
  private var last: UInt32 = 0
  /// As it was before the last full stop.
  private var wasInWord = false
  private var earlierBreak = TokenizedText.Break.none

  /// Reads UTF-8 `bytes`.
  /// - Parameter isFolded: whether they are folded already.
  /// - Returns: `false` at something that folding would change; what `sink` has then means nothing.
  @inline(__always) mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, isFolded: Bool, into sink: inout some WordSink
  ) -> Bool {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      var letter = Self.plain[Int(byte)]
      if letter != 0 {
        if !isInWord { beginWord() }
        var hash = hash
        repeat {
          hash = TokenizedText.mix(hash, UInt32(letter))
          sink.add(UInt32(letter))
          index += 1
          letter = index < bytes.count ? Self.plain[Int(bytes[index])] : 0
        } while letter != 0
        self.hash = hash
        last = UInt32(bytes[index - 1])
      } else if byte == 0x20 {
        endWord(&sink)
        last = 0x20
        index += 1
      } else {
        guard let (value, length) = Self.scalar(bytes, at: index, isFolded: isFolded) else {
          return false
        }
        if let scalar = Unicode.Scalar(value) { read(scalar, &sink) }
        last = value
        index += length
      }
    }
    endWord(&sink)
    return true
  }

  /// The scalar at `index` and its number of bytes; `nil` for one that folding would change, if they are not folded.
  @inline(__always) private static func scalar(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, isFolded: Bool
  ) -> (value: UInt32, length: Int)? {
    let byte = bytes[index]
    if byte < 0x80 { return (UInt32(byte), 1) }
    if let value = TokenizedText.chineseScalar(bytes, at: index) { return (value, 3) }
    guard isFolded else { return nil }
    let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    let value = bytes[(index + 1)..<(index + length)].reduce(UInt32(byte) & 0x7F >> length) {
      $0 << 6 | UInt32($1 & 0x3F)
    }
    return (value, length)
  }

  @inline(__always) private mutating func read(
    _ scalar: Unicode.Scalar, _ sink: inout some WordSink
  ) {
    if last == 0x20, scalar == "/" || scalar == "-" {
      endWord(&sink)
      breakAtEnd = max(breakAtEnd, scalar == "/" ? .semicolon : .colon)
      return
    }
    switch TokenizedText.category(of: scalar) {
    case .letter:
      if !isInWord { beginWord() }
      let isUpper = (0x41...0x5A).contains(scalar.value)
      let letter = isUpper ? scalar.value | 0x20 : TokenizedText.withoutAccent(scalar)
      hash = TokenizedText.mix(hash, letter)
      sink.add(letter)
    case .wholeWord: addWhole(scalar.value, &sink)
    case .apostrophe: break
    case .space: endWord(&sink)
    case .ends(let kind):
      wasInWord = isInWord
      endWord(&sink)
      earlierBreak = breakAtEnd
      // `P.O.V.` ends no sentence.
      if scalar == ".", wasInWord, isInitial { return }
      breakAtEnd = max(breakAtEnd, kind)
    }
  }

  /// By byte, the ASCII letter in lower case or the digit that it is; 0 for any other.
  @inline(__always) private static var plain: UnsafePointer<UInt8> {
    let letters: StaticString = """
      \0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\
      \0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\00123456789\0\0\0\0\0\0\
      \0abcdefghijklmnopqrstuvwxyz\0\0\0\0\0\
      \0abcdefghijklmnopqrstuvwxyz\0\0\0\0\0\
      \0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\
      \0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\
      \0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\
      \0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0
      """
    return letters.utf8Start
  }

  @inline(__always) private mutating func beginWord() {
    // A full stop inside a word or number ends nothing: `f/1.8`, `O.T.S.`.
    if last == 0x2E, wasInWord { breakAtEnd = earlierBreak }
    isInitial = last == 0x2E
    isAfterHyphen = last == 0x2D
    isInWord = true
  }

  @inline(__always) private mutating func endWord(_ sink: inout some WordSink) {
    guard isInWord else { return }
    isInitial = sink.end(hash, after: breakAtEnd, isAfterHyphen: isAfterHyphen) && isInitial
    breakAtEnd = .none
    hash = TokenizedText.seed
    isInWord = false
  }

  @inline(__always) private mutating func addWhole(_ value: UInt32, _ sink: inout some WordSink) {
    endWord(&sink)
    sink.add(
      whole: value, TokenizedText.mix(TokenizedText.seed, value), after: breakAtEnd,
      isAfterSpace: last == 0x20)
    breakAtEnd = .none
  }
}
