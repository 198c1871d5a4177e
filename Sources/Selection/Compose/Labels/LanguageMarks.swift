internal import Foundation

/// What tells languages apart: words common in them and letters of their own, found in one pass over a text.
struct LanguageMarks: Sendable {
  /// By the hash of a word, the languages in which it is common.
  private var owners: [WordHash: [LabelLanguage]] = [:]
  /// By letter, the languages that alone have it.
  private var letters: [Character: [LabelLanguage]] = [:]

  /// Those of every language that has labels.
  static let all = LanguageMarks(LabelPhrases.all)

  private init(_ phrases: [LabelLanguage: LabelPhrases]) {
    for (language, phrases) in phrases {
      for word in phrases.language.common {
        owners[Self.hash(word.precomposedStringWithCanonicalMapping), default: []].append(language)
      }
      for letter in phrases.language.letters where letters[letter]?.contains(language) != true {
        letters[letter, default: []].append(language)
      }
    }
  }

  private static func hash(_ word: some StringProtocol) -> WordHash {
    WordHash(word.unicodeScalars.reduce(TokenizedText.seed) { TokenizedText.mix($0, $1.value) })
  }

  /// By language, how much `text` looks like it. A word of one language alone counts double, a letter of its own, once,
  /// as such a word.
  func scores(of text: String) -> [LabelLanguage: Int] {
    var scores: [LabelLanguage: Int] = [:]
    var lettered: Set<LabelLanguage> = []
    if TokenizedText.isUnchangedByFolding(text) {
      addPlain(text, &scores, &lettered)
    } else {
      let folded = text.precomposedStringWithCanonicalMapping.lowercased()
      for word in folded.split(whereSeparator: { !$0.isLetter }) {
        add(Self.hash(word), to: &scores)
      }
      for letter in text where !letter.isASCII { lettered.formUnion(letters[letter] ?? []) }
    }
    for language in lettered { scores[language, default: 0] += 2 }
    return scores
  }

  private func add(_ word: WordHash, to scores: inout [LabelLanguage: Int]) {
    guard let owners = owners[word] else { return }
    for owner in owners { scores[owner, default: 0] += owners.count == 1 ? 2 : 1 }
  }

  /// Reads a text in which every scalar is a character of its own, and which few differ from.
  private func addPlain(
    _ text: String, _ scores: inout [LabelLanguage: Int], _ lettered: inout Set<LabelLanguage>
  ) {
    var hash = TokenizedText.seed
    for scalar in text.unicodeScalars {
      let value = scalar.value
      if value | 0x20 &- 0x61 < 26 {
        hash = TokenizedText.mix(hash, value | 0x20)
      } else if TokenizedText.ideographs.contains(value) {
        hash = TokenizedText.mix(hash, value)
        if let owners = letters[Character(scalar)] { lettered.formUnion(owners) }
      } else if hash != TokenizedText.seed {
        add(WordHash(hash), to: &scores)
        hash = TokenizedText.seed
      }
    }
    if hash != TokenizedText.seed { add(WordHash(hash), to: &scores) }
  }
}
