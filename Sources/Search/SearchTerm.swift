/// Words to be found side by side and in order; one word is the usual case.
package struct SearchTerm: Hashable, Sendable {
  /// The words as `TextSegmenter` cuts them; never empty.
  package let tokens: [String]
  /// Whether the last word is only the beginning of one.
  package let isPrefix: Bool

  /// The term in FTS5's syntax: quoted, so that nothing in it is syntax.
  package var match: String { Self.match(tokens.joined(separator: " "), isPrefix: isPrefix) }

  /// `text` as one phrase in FTS5's syntax.
  package static func match(_ text: String, isPrefix: Bool = false) -> String {
    "\"\(text.replacing("\"", with: "\"\""))\"\(isPrefix ? "*" : "")"
  }

  /// The term in words, as in `"red scarf"` or `words that begin with "kae"`.
  var words: String {
    let text = "\"\(tokens.map(TextSegmenter.shown).joined(separator: " "))\""
    guard isPrefix else { return text }
    return tokens.count == 1 ? "words that begin with \(text)" : "\(text) and what follows on it"
  }
}
