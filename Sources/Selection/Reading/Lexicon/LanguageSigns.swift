/// Words that tell a language with Latin letters, each of one language alone among those of the files of words.
///
/// `Words/signs.txt` has one a line, in order of its bytes, with the language's code behind it.
enum LanguageSigns {
  /// The languages that most of the words of `text` tell; none where no word tells any.
  static func codes(of text: String) -> Set<String> {
    let lines = WordFile.bytes("signs")
    var counts: [String: Int] = [:]
    // Captions have the same words again and again.
    var codes: [WordHash: String?] = [:]
    words(of: text).withUnsafeBufferPointer { words in
      var start = 0
      var hash = TokenizedText.seed
      for index in words.indices {
        guard words[index] == 0 else {
          hash = TokenizedText.mix(hash, UInt32(words[index]))
          continue
        }
        if start < index {
          let code =
            codes[WordHash(hash)]
            ?? code(of: UnsafeBufferPointer(rebasing: words[start..<index]), in: lines)
          codes[WordHash(hash)] = .some(code)
          if let code { counts[code, default: 0] += 1 }
        }
        start = index + 1
        hash = TokenizedText.seed
      }
    }
    let most = counts.values.max()
    return Set(counts.filter { $0.value == most }.keys)
  }

  /// The words of `text` in lower case, with a zero byte or more behind each.
  private static func words(of text: String) -> [UInt8] {
    guard TokenizedText.isUnchangedByFolding(text) else {
      return text.lowercased().split { !$0.isLetter }.flatMap { $0.utf8 + [0] }
    }
    var text = text
    return text.withUTF8 { bytes in
      var words: [UInt8] = []
      words.reserveCapacity(bytes.count + 1)
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        guard byte >= 0x80, let scalar = TokenizedText.chineseScalar(bytes, at: index) else {
          words.append(byte | 0x20 &- 0x61 < 26 ? byte | 0x20 : 0)
          index += 1
          continue
        }
        // No sign has an ideograph, so any byte beyond ASCII stands for one.
        words.append(TokenizedText.ideographs.contains(scalar) ? 0xFF : 0)
        index += 3
      }
      words.append(0)
      return words
    }
  }

  /// The code behind `word`; found by halves, so that the file is never read whole.
  private static func code(
    of word: UnsafeBufferPointer<UInt8>, in lines: UnsafeBufferPointer<UInt8>
  ) -> String? {
    var (low, high) = (0, lines.count)
    while low < high {
      var start = low + (high - low) / 2
      var end = start
      while start > low, lines[start - 1] != newline { start -= 1 }
      while end < high, lines[end] != newline { end += 1 }
      var same = 0
      while same < word.count, start + same < end, lines[start + same] == word[same] { same += 1 }
      // The space behind a sign comes before every letter.
      let next = lines[start + same]
      if same == word.count, next == space {
        return String(decoding: lines[(start + same + 1)..<end], as: UTF8.self)
      }
      if same < word.count, next < word[same] { low = end + 1 } else { high = start }
    }
    return nil
  }

  private static let newline = UInt8(ascii: "\n")
  private static let space = UInt8(ascii: " ")
}
