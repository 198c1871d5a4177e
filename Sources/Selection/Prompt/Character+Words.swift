internal import Foundation
internal import TroupeVocabulary

extension StringProtocol {
  /// The text as handles and looks are compared: compatibility forms and case folded.
  var foldedKey: String { Handle.folded(self) }
}

extension Character {
  /// Whether its script is written without spaces, so that a word may end after any character.
  var isWrittenWithoutSpaces: Bool {
    unicodeScalars.first?.isWrittenWithoutSpaces ?? false
  }

  /// Whether two of these next to each other belong to one word, as in Latin or Cyrillic.
  var joinsWords: Bool {
    (isLetter || isNumber || self == "_") && !isWrittenWithoutSpaces
  }

  /// Whether it begins a mention: `@`, also full-width.
  var isAt: Bool { self == "@" || self == "＠" }
}
