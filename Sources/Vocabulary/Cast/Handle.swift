import Foundation

/// The name by which prompts call an asset, written `@kael`. Any script.
///
/// Two handles are the same when their `key` is: NFKC and case make no difference (`@Kael`, `@ｋａｅｌ`).
public struct Handle: Hashable, Sendable, CustomStringConvertible {
  /// The handle in NFC, without the `@`.
  public let text: String

  /// Longest handle, in characters.
  public static let longest = 64

  /// Reads a handle with or without its `@`.
  /// - Throws: `CatalogError.invalidHandle` when it is empty, longer than `longest`, the reserved `last`, or holds
  ///   anything but letters, digits, emoji, `_`, `-` and `.` (the last three not first or last).
  public init(_ written: String) throws {
    let bare = written.hasPrefix("@") || written.hasPrefix("＠") ? written.dropFirst() : written[...]
    let text = String(bare).precomposedStringWithCanonicalMapping
    func refuse(_ reason: String) -> TroupeError {
      .catalog(.invalidHandle(written, reason: reason))
    }
    guard let first = text.first, let last = text.last else { throw refuse("it is empty") }
    guard text.count <= Self.longest else {
      throw refuse("it has \(text.count) characters; \(Self.longest) are the most")
    }
    if let bad = text.first(where: { !Self.isAllowed($0) }) {
      throw refuse("'\(bad)' cannot be part of one; letters, digits, emoji, '_', '-' and '.' can")
    }
    // A mark would join the at sign before it into one character, which no prompt finds again.
    guard Self.isWordlike(first), Self.isWordlike(last), "@\(text)".first == "@" else {
      throw refuse("it must begin and end with a letter, a digit or an emoji")
    }
    self.text = text
    if key == "last" { throw refuse("'last' means the newest generation") }
  }

  /// What makes two handles the same: compatibility forms and case folded.
  public var key: String { Self.folded(text) }

  /// `text` as names are compared: compatibility forms and case folded, without emoji variation selectors.
  package static func folded(_ text: some StringProtocol) -> String {
    // The same for ASCII, at a hundredth of the time: names are compared often.
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
    let folded = text.precomposedStringWithCompatibilityMapping.lowercased()
    return String(String.UnicodeScalarView(folded.unicodeScalars.filter { $0.value != 0xFE0F }))
  }

  /// `text` as names and aliases are compared: folded, white space as one space.
  package static func nameKey(_ text: some StringProtocol) -> String {
    let folded = folded(text)
    guard folded.contains(where: \.isWhitespace) else { return folded }
    return folded.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The handle with its `@`.
  public var description: String { "@\(text)" }

  /// Equal when the keys are.
  public static func == (left: Handle, right: Handle) -> Bool { left.key == right.key }

  /// Hashes the key.
  public func hash(into hasher: inout Hasher) { hasher.combine(key) }

  /// Whether `character` may stand inside a handle.
  package static func isAllowed(_ character: Character) -> Bool {
    isWordlike(character) || character == "_" || character == "-" || character == "."
  }

  /// Whether `character` may stand first or last in a handle.
  package static func isWordlike(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || isEmoji(character)
  }

  /// To Unicode `#` and `*` are emoji too, as the beginnings of key caps.
  private static func isEmoji(_ character: Character) -> Bool {
    guard let first = character.unicodeScalars.first else { return false }
    return first.properties.isEmoji && first.value > 0xFF
  }
}

extension Handle: Codable {
  /// Reads a handle; throws as `init(_:)` does.
  public init(from decoder: any Decoder) throws {
    try self.init(decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the handle with its `@`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension Handle: ExpressibleByStringLiteral {
  /// A handle written in code. A literal that breaks the rules is a mistake of the program and stops it; text from outside
  /// is read by `init(_:)`, which throws.
  public init(stringLiteral text: String) {
    do {
      try self.init(text)
    } catch {
      preconditionFailure("\(error)")
    }
  }
}
