internal import Foundation
internal import TroupeVocabulary

extension StringProtocol {
  /// The text as handles and looks are compared: compatibility forms and case folded.
  var foldedKey: String { Handle.folded(self) }
}

extension Character {
  /// Whether it is of a script written without spaces, where a word may end after any character.
  var isWrittenWithoutSpaces: Bool {
    unicodeScalars.first?.isWrittenWithoutSpaces ?? false
  }

  /// Whether two of these side by side belong to one word, as in Latin or Cyrillic.
  var joinsWords: Bool {
    (isLetter || isNumber || self == "_") && !isWrittenWithoutSpaces
  }

  /// Whether it begins a mention: `@`, also full-width.
  var isAt: Bool { self == "@" || self == "＠" }
}
