internal import TroupeVocabulary

/// The views that the words of a prompt ask for, each with the words that ask.
struct Demand: Hashable, Sendable {
  /// By view, the longest phrase found.
  let phrases: [View: String]

  init(in words: String) {
    let text = Self.spaced(words)
    var phrases: [View: String] = [:]
    for (view, words) in DemandWords.table {
      // The longest phrase says most about why; equal lengths keep the table's order.
      let found = words.filter { Self.holds(text, $0) }
      phrases[view] = found.reduce(nil as String?) { best, word in
        word.count > best?.count ?? 0 ? word : best
      }
    }
    self.phrases = phrases
  }

  private static func holds(_ text: String, _ phrase: String) -> Bool {
    let isOpen = phrase.first?.isWrittenWithoutSpaces == true
    return text.contains(isOpen ? phrase : " \(phrase) ")
  }

  /// Folded, with one space for whatever is no letter or digit, and around the whole.
  private static func spaced(_ words: String) -> String {
    let parts = words.foldedKey.split { !$0.isLetter && !$0.isNumber }
    return " \(parts.joined(separator: " ")) "
  }
}
