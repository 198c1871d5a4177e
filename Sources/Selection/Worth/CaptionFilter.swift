internal import TroupeVocabulary

/// Tells of most texts that they have none of some words, without taking them apart: of ten thousand
/// captions few say what a prompt asks for.
struct WordFilter {
  private static let size: UInt64 = 16_384
  /// A bit for each hash: two words may share one, which costs a second look and no more.
  private var bits = Array(repeating: UInt64(0), count: Int(size / 64))

  /// The words that matter to `demand`: where none of them begins a phrase, a picture's words say
  /// nothing of it.
  init(_ demand: Demand, own: OwnWords, words: DemandWords = .standard) {
    for cue in demand.cues {
      for word in words.cueWords[cue.name, default: []] { add(word) }
      for word in own.table.firstWords(where: { $0 == .tag(cue.name) }) { add(word) }
    }
    if demand.cues.contains(where: \.isExpression) {
      for word in words.expressionWords { add(word) }
    }
  }

  private mutating func add(_ hash: UInt64) {
    bits[Int(hash % Self.size / 64)] |= 1 << (hash % 64)
  }

  private func has(_ hash: UInt64) -> Bool {
    bits[Int(hash % Self.size / 64)] >> (hash % 64) & 1 == 1
  }

  /// Whether the look, caption or tags of `reference` may have one of the words.
  func mayApply(to reference: Reference) -> Bool {
    mayStand(in: reference.caption) || reference.look.map(mayStand) == true
      || reference.tags.contains(where: mayStand)
  }

  /// Whether one of the words may stand in `text`: never wrongly false.
  private func mayStand(in text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var hash = TokenText.seed
      var isInWord = false
      var place = 0
      while place < bytes.count {
        let byte = bytes[place]
        place += 1
        if byte | 0x20 &- 0x61 < 26 || byte &- 0x30 < 10 {
          hash = TokenText.mix(hash, UInt32(byte < 0x40 ? byte : byte | 0x20))
          isInWord = true
        } else if byte != 0x27 {
          if isInWord, has(hash) { return true }
          isInWord = false
          hash = TokenText.seed
          guard byte >= 0x80 else { continue }
          guard let scalar = TokenText.plainScalar(bytes, at: place - 1) else { return true }
          if TokenText.ideographs.contains(scalar), has(TokenText.mix(hash, scalar)) { return true }
          place += 2
        }
      }
      return isInWord && has(hash)
    }
  }
}
