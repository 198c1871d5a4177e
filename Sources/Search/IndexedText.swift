package import TroupeVocabulary

/// What the index of words holds of a generation: the words of its prompt, and those of everything else worth finding with
/// facts about it.
package struct IndexedText: Hashable, Sendable {
  /// The words of the prompt, as it was asked, with spaces between them.
  package let prompt: String
  /// The words of the other texts, and facts.
  package let more: String
  /// How many words the prompt has.
  package let length: Int

  /// Longest prompt, in words, whose length is told from that of longer ones.
  package static let longest = 64

  /// The index's entry for a generation.
  /// - Parameters:
  ///   - prompt: as it was asked.
  ///   - texts: the others; each is told once.
  package init(prompt: String, texts: [String], facts: [IndexedFact]) {
    let words = TextSegmenter.tokens(prompt)
    self.prompt = Self.spaced(words)
    length = words.count
    // They are few: a list is quicker than a set, which would hash them.
    var told = [prompt, ""]
    var more: [String] = []
    for text in texts where !told.contains(text) {
      told.append(text)
      more += TextSegmenter.tokens(text)
    }
    let first = more.count
    for token in facts.map(\.token) + [IndexedFact.length(words.count).token]
    where !more[first...].contains(where: { $0.utf8.elementsEqual(token.utf8) }) {
      more.append(token)
    }
    self.more = Self.spaced(more + WordShare.tokens(words))
  }

  private static func spaced(_ tokens: [String]) -> String {
    var text = ""
    text.reserveCapacity(tokens.reduce(0) { $0 + $1.utf8.count + 1 })
    for (index, token) in tokens.enumerated() {
      if index > 0 { text += " " }
      text += token
    }
    return text
  }
}
