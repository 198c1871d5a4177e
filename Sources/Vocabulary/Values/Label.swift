/// The words by which users call tags and boards: searches name them, so they hold no space and no quotation mark.
package enum Label {
  /// Longest label, in characters.
  package static let longest = 64

  /// `text` as labels are kept and compared: compatibility forms and case folded.
  /// - Throws: `TroupeError.invalidValue` for `name` where it is empty, too long, or holds anything but letters, digits, emoji
  ///   and `-`, `_`, `.`.
  package static func folded(_ text: String, of name: String) throws -> String {
    let label = Handle.folded(text)
    guard !label.isEmpty, label.count <= longest, label.unicodeScalars.allSatisfy(isAllowed) else {
      throw TroupeError.invalidValue(
        name: name, value: String(text.prefix(80)),
        expected:
          "1 to \(longest) letters, digits, emoji, '-', '_' and '.', without spaces and commas")
    }
    return label
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber, .otherNumber, .otherSymbol:
      true
    default: "-_.".unicodeScalars.contains(scalar)
    }
  }
}
