import Foundation

/// An address at which an answer says that an image stands.
struct AnswerAddress {
  /// As written.
  let text: String

  /// The longest that is taken for one, in bytes.
  private static let longest = 4096
  private static let endings = [".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".heic"]

  /// `nil` when `letters` are no address with a scheme and without spaces.
  init?(_ letters: Data) {
    guard letters.count <= Self.longest, let text = String(validating: letters, as: UTF8.self),
      Self.hasScheme(text), !text.contains(where: \.isWhitespace)
    else { return nil }
    self.text = text
  }

  /// Whether its path ends as the name of an image does.
  var hasImageName: Bool {
    let path = text.prefix { $0 != "?" && $0 != "#" }.lowercased()
    return Self.endings.contains { path.hasSuffix($0) }
  }

  /// Those in `words`, as in Markdown `![a fox](https://…)`, and addresses that end as names of images do.
  static func all(in words: String) -> [String] {
    guard words.utf8.count <= 1 << 20, words.contains("://") else { return [] }
    let pattern = /(!\[[^\]]*\]\()?((?:https?|gs):\/\/[^\s"'<>()\[\]]+)/
    return words.matches(of: pattern).compactMap { match in
      guard let address = AnswerAddress(Data(match.output.2.utf8)),
        match.output.1 != nil || address.hasImageName
      else { return nil }
      return address.text
    }
  }

  private static func hasScheme(_ text: String) -> Bool {
    let start = text.prefix(8).lowercased()
    return ["https://", "http://", "gs://"].contains { start.hasPrefix($0) }
  }
}
