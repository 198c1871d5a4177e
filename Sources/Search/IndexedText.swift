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
  /// Most times that a word of a prompt is counted.
  package static let mostCounted = 4

  /// The index's entry for a generation.
  /// - Parameters:
  ///   - prompt: as it was asked.
  ///   - texts: the others; each is told once.
  package init(prompt: String, texts: [String], facts: [IndexedFact]) {
    let words = TextSegmenter.tokens(prompt)
    self.prompt = words.joined(separator: " ")
    length = words.count
    var seen: Set<String> = [prompt, ""]
    var more = texts.filter { seen.insert($0).inserted }.flatMap(TextSegmenter.tokens)
    var told: Set<String> = []
    more += (facts + [.length(words.count)]).map(\.token).filter { told.insert($0).inserted }
    more += Self.repeated(words)
    self.more = more.joined(separator: " ")
  }

  /// What finds the prompts that hold the word of `term` `count` times or more, or one word that begins so; in FTS5's syntax.
  /// `nil` for what is not counted.
  package static func match(_ term: SearchTerm, times count: Int) -> String? {
    guard term.tokens.count == 1, (2...mostCounted).contains(count) else { return nil }
    return SearchTerm.match(mark(count) + term.tokens[0], isPrefix: term.isPrefix)
  }

  private static func repeated(_ words: [String]) -> [String] {
    var counts: [String: Int] = [:]
    var repeated: [String] = []
    for word in words {
      let count = counts[word, default: 0] + 1
      counts[word] = count
      if (2...mostCounted).contains(count) { repeated.append(mark(count) + word) }
    }
    return repeated
  }

  /// For private use, so that no text has it.
  private static func mark(_ count: Int) -> String {
    String(Unicode.Scalar(UInt16(0xE000 + count)).map(Character.init) ?? " ")
  }
}
