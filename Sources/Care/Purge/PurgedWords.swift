internal import Foundation
internal import TroupeVocabulary

/// The words by which an asset is known, wherever they stand.
struct PurgedWords: Sendable {
  /// What stands in the place of words that were purged. As a handle it is one.
  static let mark = "purged"

  private struct Word: Sendable {
    let text: String
    let foldsCase: Bool
  }

  private var handle = ""
  private var own: Set<String> = []
  private var words: [Word] = []

  /// No words.
  init() {}

  /// Those of `asset`, with the captions of its pictures.
  init(_ asset: Asset, captions: [String]) {
    handle = asset.handle.text
    words = [Word(text: "@\(asset.handle.text)", foldsCase: true)]
    for name in [asset.name] + asset.aliases where Self.isProper(name) {
      words.append(Word(text: name, foldsCase: name.contains { $0.isWhitespace || !$0.isASCII }))
    }
    let looks = asset.looks.flatMap { [$0.description] + $0.traits }
    let all = [asset.handle.text, asset.name, asset.description] + asset.aliases + asset.traits
    let ofLooks = asset.looks.flatMap {
      [$0.name, $0.description] + $0.traits + $0.droppedTraits + $0.tags
    }
    own = Set((all + asset.tags + ofLooks + captions).map { $0.lowercased() })
    let prose = [asset.description] + asset.traits + looks + captions
    words += prose.filter { $0.count >= Self.shortestProse }.map { Word(text: $0, foldsCase: true) }
    words += words.flatMap { word in
      Self.escapes(of: word.text).map { Word(text: $0, foldsCase: word.foldsCase) }
    }
  }

  /// Characters of a description or trait that others would hardly be given too.
  private static let shortestProse = 20

  /// Whether a name is more than a common word: that would take other words with it.
  private static func isProper(_ name: String) -> Bool {
    name.count > 1 && name.contains { $0.isUppercase || $0.isWhitespace || !$0.isASCII }
  }

  /// How `text` stands in JSON, where that differs.
  private static func escapes(of text: String) -> [String] {
    guard let json = try? CanonicalJSON.text([text]) else { return [] }
    let plain = String(json.dropFirst(2).dropLast(2))
    let ascii = plain.utf16.map { unit in
      unit < 0x80
        ? String(UnicodeScalar(UInt8(unit))) : "\\u" + String(format: "%04x", Int(unit))
    }.joined()
    return [plain, ascii].filter { $0 != text }
  }

  /// Whether `text` is one of all that was said of the asset, common words among them.
  func isOwn(_ text: String) -> Bool { own.contains(text.lowercased()) }

  /// `text` with each of the words replaced.
  func cleared(_ text: String) -> String {
    if !handle.isEmpty, text.lowercased() == handle.lowercased() { return Self.mark }
    return words.reduce(text) { Self.replaced($1, in: $0) }
  }

  private static func replaced(_ word: Word, in text: String) -> String {
    let options: String.CompareOptions = word.foldsCase ? [.caseInsensitive, .literal] : .literal
    var (result, rest) = ("", text[...])
    while let found = rest.range(of: word.text, options: options) {
      let before = rest[..<found.lowerBound].last ?? result.last
      let after = rest[found.upperBound...].first
      let isWhole =
        !(word.text.first?.isWordPart == true && before?.isWordPart == true)
        && !(word.text.last?.isWordPart == true && after?.isWordPart == true)
      result += rest[..<found.lowerBound]
      result += isWhole ? mark[...] : rest[found]
      rest = rest[found.upperBound...]
    }
    return result + rest
  }
}

extension Character {
  /// Whether it goes on with a word of letters that are written apart from other words.
  fileprivate var isWordPart: Bool { isASCII && (isLetter || isNumber || self == "_") }
}
