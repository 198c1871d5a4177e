/// What someone says in a text, in quotation marks.
enum Speech {
  /// The most words, and characters of scripts without spaces, that marks may set off without being speech.
  private static let mostWords = 1
  private static let mostCharacters = 2

  /// The indices of the words of `text` that stand in quotation marks and are more than a word set off.
  static func words(in text: String) -> Set<Int> {
    guard text.contains(where: { LabelLanguage.closing[$0] != nil }) else { return [] }
    var spoken: Set<Int> = []
    var count = 0
    var rest = text[...]
    while let start = rest.firstIndex(where: { LabelLanguage.closing[$0] != nil }) {
      let inside = rest[rest.index(after: start)...]
      guard let end = inside.firstIndex(where: { $0 == LabelLanguage.closing[text[start]] }) else {
        break
      }
      count += words(of: rest[..<start]).count
      let quoted = words(of: inside[..<end])
      let isLong =
        quoted.count > mostCharacters
        || quoted.count > mostWords && quoted.first?.first?.isWrittenWithoutSpaces == false
      if isLong { spoken.formUnion(count..<count + quoted.count) }
      count += quoted.count
      rest = inside[inside.index(after: end)...]
    }
    return spoken
  }

  private static func words(of text: Substring) -> [String] {
    text.isEmpty ? [] : TokenizedText(String(text), keepsWords: true).words
  }
}
