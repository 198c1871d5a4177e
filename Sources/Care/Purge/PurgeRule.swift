internal import TroupeStorage
internal import TroupeVocabulary

/// What becomes of a column of a row whose words go.
enum PurgeRule {
  /// All of it is words.
  case words
  /// All texts of this JSON are words.
  case texts
  /// The texts under the key `text` of this JSON are words.
  case textParts
  /// What reads like words in this JSON or text: what has spaces, an @ or letters of any language, the row's prompt, and
  /// what was said of the asset.
  case prose
  /// Nothing is left of it.
  case nothing

  func cleared(
    _ value: StoredValue, in row: [String: StoredValue], of words: PurgedWords
  ) -> StoredValue {
    guard case .text(let text) = value else { return value }
    let mark = PurgedWords.mark
    switch self {
    case .words: return text.isEmpty ? value : .text(mark)
    case .texts: return .text(ClearedJSON.text(text) { $0 == nil ? $1 : mark })
    case .textParts: return .text(ClearedJSON.text(text) { $0 == "text" ? mark : $1 })
    case .nothing: return .null
    case .prose:
      let prompts = [row["prompt"], row["prompt_sent"]]
      func cleared(_ text: String) -> String {
        // A version stays one, by its number.
        if let version = try? NamedVersion(typed: text), text.hasPrefix("@") {
          return "@\(mark)#\(version.number)"
        }
        return prompts.contains(.text(text)) || words.isOwn(text) || Self.isProse(text)
          ? mark : text
      }
      return .text(ClearedJSON.text(text) { cleared($1) })
    }
  }

  private static func isProse(_ text: String) -> Bool {
    text.contains { $0.isWhitespace || $0 == "@" || !$0.isASCII }
  }
}
