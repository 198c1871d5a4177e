import Foundation

extension PackForm {
  /// Whether `text` has the form.
  func holds(_ text: String) -> Bool {
    switch self {
    case .ulid: Self.isULID(text)
    case .handle: Self.isHandle(text)
    case .kind: ["character", "object", "style", "place"].contains(text)
    case .alias: Self.isAlias(text)
    case .likeness: text == "real" || text == "fictional"
    case .view: Self.isView(text)
    case .words: Self.isTidy(text)
    case .moment: Self.isMoment(text)
    case .digest: Self.isDigest(text)
    case .fileName: Self.isFileName(text)
    case .imageType: text.hasPrefix("image/") && PackFile.extensions[text] != nil
    case .output: Self.isOutput(text)
    case .adapterName: Self.isAdapterName(text)
    // These are forms of more than a text, and are checked where they stand.
    case .path, .weight: false
    }
  }

  /// What makes two handles the same: compatibility forms and case folded, without variation selectors of emoji.
  static func key(_ text: String) -> String {
    let folded = text.precomposedStringWithCompatibilityMapping.lowercased()
    return String(String.UnicodeScalarView(folded.unicodeScalars.filter { $0.value != 0xFE0F }))
  }

  private static func isULID(_ text: String) -> Bool {
    let letters = Set("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    return text.utf8.count == 26 && text.utf8.allSatisfy(letters.contains)
      && (text.utf8.first ?? 0xFF) <= UInt8(ascii: "7")
  }

  private static func isDigest(_ text: String) -> Bool {
    let digits = Set("0123456789abcdef".utf8)
    return text.utf8.count == 64 && text.utf8.allSatisfy(digits.contains)
  }

  private static func isHandle(_ text: String) -> Bool {
    guard let first = text.first, let last = text.last, text.count <= 64, isComposed(text) else {
      return false
    }
    let isAllowed = text.allSatisfy { isWordlike($0) || "_-.".contains($0) }
    return isAllowed && isWordlike(first) && isWordlike(last) && "@\(text)".first == "@"
      && key(text) != "last"
  }

  private static func isAlias(_ text: String) -> Bool {
    guard let first = text.first, text.count <= 64, isTidy(text), isPlain(text), isWordlike(first)
    else {
      return false
    }
    return "@\(text)".first == "@" && key(text) != "last"
      && !text.contains { "@＠[]［］【】/／\\".contains($0) }
  }

  private static func isWordlike(_ character: Character) -> Bool {
    if character.isLetter || character.isNumber { return true }
    guard let first = character.unicodeScalars.first else { return false }
    return first.properties.isEmoji && first.value > 0xFF
  }

  private static func isView(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.allSatisfy { !$0.isEmpty } && text == text.lowercased() && isPlain(text)
      && !text.contains { $0 == " " || $0 == "_" }
  }

  private static func isAdapterName(_ text: String) -> Bool {
    isTidy(text) && isPlain(text) && text.count <= 255
      && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .format }
  }

  /// Composed, with something in it, and without white space around it or control characters but for those that break lines.
  private static func isTidy(_ text: String) -> Bool {
    guard let first = text.first, let last = text.last else { return false }
    return !first.isWhitespace && !last.isWhitespace && isComposed(text)
      && text.unicodeScalars.allSatisfy {
        $0.properties.generalCategory != .control || "\n\r\t".unicodeScalars.contains($0)
      }
  }

  /// The last part of a path, or nothing.
  private static func isFileName(_ text: String) -> Bool {
    text != "." && text != ".." && isPlain(text) && !text.contains { "/\\".contains($0) }
  }

  private static func isOutput(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, isULID(String(parts[0])), let number = Int(parts[1]) else {
      return false
    }
    return (1...100_000).contains(number) && String(number) == parts[1]
  }

  private static func isPlain(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  }

  /// Compared by bytes: to Swift a text and its composed form are equal.
  private static func isComposed(_ text: String) -> Bool {
    text.utf8.elementsEqual(text.precomposedStringWithCanonicalMapping.utf8)
  }
}
