internal import Foundation

/// Words that tell a language with Latin letters, each of one language alone among those of the files of words.
///
/// `Words/signs.txt` has one a line, in order of its bytes, with the language's code behind it.
enum LanguageSigns {
  /// The languages that most of `words`, in lower case, tell; none where no word tells any.
  static func codes(of words: some Sequence<Substring>) -> Set<String> {
    var counts: [String: Int] = [:]
    for word in words {
      if let code = code(of: Array(word.utf8)) { counts[code, default: 0] += 1 }
    }
    let most = counts.values.max()
    return Set(counts.filter { $0.value == most }.keys)
  }

  /// The code behind `word`; found by halves, so that the file is never read whole.
  private static func code(of word: [UInt8]) -> String? {
    let lines = WordFile.data("signs")
    var (low, high) = (lines.startIndex, lines.endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      let start = (lines[low..<middle].lastIndex(of: newline) ?? low - 1) + 1
      let end = lines[middle..<high].firstIndex(of: newline) ?? high
      let parts = lines[start..<end].split(separator: UInt8(ascii: " "))
      guard parts.count == 2 else { return nil }
      if parts[0].elementsEqual(word) { return String(decoding: parts[1], as: UTF8.self) }
      if parts[0].lexicographicallyPrecedes(word) { low = end + 1 } else { high = start }
    }
    return nil
  }

  private static let newline = UInt8(ascii: "\n")
}
