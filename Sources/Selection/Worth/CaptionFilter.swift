internal import TroupeVocabulary

/// Finds pictures whose words name no cue and no view without tokenizing their captions: of ten thousand
/// captions few name one.
///
/// A Bloom filter with one hash function: it may pass a picture wrongly, and never rejects one wrongly.
struct CaptionFilter: Sendable {
  private static let size: UInt64 = 131_072
  private var bits = Array(repeating: UInt64(0), count: Int(size / 64))

  /// A filter for phrases that have one of `words`, which may be pairs of words.
  init(_ words: [UInt64]) { insert(words) }

  mutating func insert(_ words: [UInt64]) {
    for word in words { insert(word) }
  }

  mutating func insert(_ hash: UInt64) {
    bits[Int(hash % Self.size / 64)] |= 1 << (hash % 64)
  }

  /// Whether the word with `hash` may be one.
  func mayContain(_ hash: UInt64) -> Bool {
    bits[Int(hash % Self.size / 64)] >> (hash % 64) & 1 == 1
  }

  /// Whether the look, caption or tags of `reference` may have one of the words.
  func mayMatch(_ reference: Reference) -> Bool {
    mayMatch(reference.caption) || reference.look.map(mayMatch) == true
      || reference.tags.contains(where: mayMatch)
  }

  /// Whether `text` may have one of the words or pairs. Text that this scan cannot hash as `TokenizedText` does
  /// passes.
  func mayMatch(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var previous: UInt64 = 0
      var hash = TokenizedText.seed
      var isInWord = false
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        if byte | 0x20 &- 0x61 < 26 || byte &- 0x30 < 10 {
          hash = TokenizedText.mix(hash, UInt32(byte < 0x40 ? byte : byte | 0x20))
          isInWord = true
        } else if byte != 0x27 {
          if isInWord {
            if mayContain(hash, after: previous) { return true }
            previous = hash
          }
          isInWord = false
          hash = TokenizedText.seed
          guard byte >= 0x80 else { continue }
          guard let scalar = TokenizedText.chineseScalar(bytes, at: index - 1) else { return true }
          if TokenizedText.ideographs.contains(scalar) {
            let word = TokenizedText.mix(hash, scalar)
            if mayContain(word, after: previous) { return true }
            previous = word
          }
          index += 2
        }
      }
      return isInWord && mayContain(hash, after: previous)
    }
  }

  private func mayContain(_ word: UInt64, after previous: UInt64) -> Bool {
    mayContain(word) || mayContain(TokenizedText.pair(previous, word))
  }
}
