internal import TroupeVocabulary

/// How far a name that is followed by text goes on in it, so that nothing is put between what belongs together:
/// `Mira's left hand`, `Mira-like`, `“Mira”`, `**Mira**`.
struct NameTail {
  let phrases: LabelPhrases

  private static let closers: [Character: Character] = [
    "*": "*", "_": "_", "`": "`", "\"": "\"", "'": "'", "“": "”", "‘": "’", "«": "»", "„": "“",
    "「": "」", "『": "』", "~": "~",
  ]

  /// Where in `text`, which follows `name`, something about the name can be put.
  /// - Parameter before: the text before the name.
  func end(in text: Substring, of name: String, after before: String) -> Substring.Index {
    let end = closed(text, after: before)
    let rest = text[end...]
    if end == text.startIndex, Self.isBarePossessive(rest, after: name) {
      return nounEnd(in: rest.dropFirst())
    }
    if isPossessive(rest) {
      let owner = rest.dropFirst().drop { $0.isLetter }
      return nounEnd(in: owner[closed(owner, after: before)...])
    }
    if rest.first == "-", rest.dropFirst().first?.isLetter == true {
      return rest.dropFirst().firstIndex { !$0.isLetter && $0 != "-" } ?? rest.endIndex
    }
    return end
  }

  /// Past what closes at the start of `text` and was opened directly before the name: `**`, `”`.
  private func closed(_ text: Substring, after before: String) -> Substring.Index {
    var end = text.startIndex
    for opener in before.reversed() {
      guard end < text.endIndex, let closer = Self.closers[opener], text[end] == closer,
        !isPossessive(text[end...])
      else { break }
      end = text.index(after: end)
    }
    return end
  }

  /// Whether `text` goes on with `'s`, or with the bare `s` of a German genitive.
  func isPossessive(_ text: Substring) -> Bool {
    if text.first == "s", text.dropFirst().first == " " { return true }
    guard let mark = text.first, mark == "'" || mark == "’" else { return false }
    let letters = text.dropFirst().prefix(while: \.isLetter)
    return letters.lowercased() == "s"
  }

  /// Whether `text` goes on with a bare apostrophe after a `name` that ends in an s: `Tomas' coat`, `Inés’ Kleid`.
  static func isBarePossessive(_ text: Substring, after name: String) -> Bool {
    guard let mark = text.first, mark == "'" || mark == "’", text.dropFirst().first == " ",
      text.dropFirst(2).first?.isLetter == true
    else { return false }
    return name.lowercased().last.map(WordForms.standard.sibilants.contains) ?? false
  }

  /// The end of the noun phrase at the start of `text`, in English: its adjectives and its noun, or two of them where
  /// the first is a singular. Elsewhere, that of the first word.
  private func nounEnd(in text: Substring) -> Substring.Index {
    let stops = Set(phrases.head.stops)
    let adjectives = Set(phrases.possessive)
    var end = text.startIndex
    var rest = text
    var noun: String?
    for _ in 0..<4 {
      let spaces = rest.prefix { $0 == " " }
      let word = rest.dropFirst(spaces.count).prefix { $0.isLetter || $0 == "-" }
      let lower = word.lowercased()
      guard spaces.count == 1, !word.isEmpty, !stops.contains(lower) else { break }
      let endsInS = lower.hasSuffix("s") && !lower.hasSuffix("ss")
      let isForm = lower.hasSuffix("ed") || lower.hasSuffix("ing")
      if let noun {
        // After a noun comes its verb, unless a singular goes on in a compound.
        if noun.hasSuffix("s") || endsInS || isForm { break }
      }
      end = word.endIndex
      rest = text[end...]
      let isAdjective = noun == nil && (adjectives.contains(lower) || isForm)
      if !isAdjective { noun = lower }
      if noun != nil, adjectives.isEmpty {
        // Before a noun with a capital stand its adjectives.
        guard phrases.hasCapitalNouns == true, word.first?.isLowercase == true else { break }
        noun = nil
      }
    }
    return end
  }
}
