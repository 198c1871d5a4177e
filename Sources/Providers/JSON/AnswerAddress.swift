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
    var scanner = AddressScanner(words)
    return scanner.all()
  }

  private static func hasScheme(_ text: String) -> Bool {
    let start = text.prefix(8).lowercased()
    return ["https://", "http://", "gs://"].contains { start.hasPrefix($0) }
  }
}

/// Passes once over words that hold addresses: an expression would look for the end of each `![`.
private struct AddressScanner {
  private let bytes: [UInt8]
  /// Whether a `![` stands before, and no `]` since.
  private var isInLabel = false
  /// Where the last `](` of an image ends.
  private var target = -1

  private static let schemes = ["https://", "http://", "gs://"].map { Array($0.utf8) }
  private static let ends = Set("\"'<>()[]".utf8).union(0x00...0x20)

  init(_ words: String) { bytes = Array(words.utf8) }

  mutating func all() -> [String] {
    var found: [String] = []
    var place = 0
    while place < bytes.count {
      if holds("![", at: place) { isInLabel = true }
      if bytes[place] == UInt8(ascii: "]") {
        if isInLabel, holds("](", at: place) { target = place + 2 }
        isInLabel = false
      }
      guard let scheme = Self.schemes.first(where: { bytes[place...].starts(with: $0) }) else {
        place += 1
        continue
      }
      let tail = bytes[(place + scheme.count)...].prefix { !Self.ends.contains($0) }
      let text = String(decoding: scheme + tail, as: UTF8.self).prefix { !$0.isWhitespace }
      if let address = AnswerAddress(Data(text.utf8)), text.utf8.count > scheme.count,
        place == target || address.hasImageName
      {
        found.append(address.text)
      }
      place += text.utf8.count
    }
    return found
  }

  private func holds(_ mark: String, at place: Int) -> Bool {
    bytes[place...].starts(with: mark.utf8)
  }
}
