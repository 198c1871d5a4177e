import Foundation

extension CharacterCard {
  /// A handle for the character, without its `@`: of the name or else of another name; nil where none can be made.
  ///
  /// Letters, digits, emoji, `_`, `-` and `.` stay, apostrophes go, and everything else becomes a hyphen. Whoever takes it
  /// reads it as a handle, which checks it once more.
  package var suggestedHandle: String? {
    ([name] + aliases).lazy.compactMap(Self.handle).first
  }

  /// Longest handle, in characters.
  private static let longestHandle = 64
  /// Longest handle suggested, in bytes: a character may have any number of marks.
  private static let mostBytes = 1024

  private static func handle(_ name: String) -> String? {
    let composed = String(name.prefix(longestHandle * 4)).precomposedStringWithCanonicalMapping
    var text = ""
    for character in composed where !"'’ʼ`".contains(character) {
      let next = isAllowed(character) ? character : "-"
      if next != "-" || text.last != "-" { text.append(next) }
    }
    text = trimmed(String(trimmed(text).prefix(longestHandle)))
    return isHandle(text) ? text : nil
  }

  /// Whether the rules hold for the whole: a mark may have joined the hyphen before it, or would the at sign.
  private static func isHandle(_ text: String) -> Bool {
    let key = text.precomposedStringWithCompatibilityMapping.lowercased()
    return !text.isEmpty && text.utf8.count <= mostBytes && "@\(text)".first == "@"
      && text.allSatisfy(isAllowed) && key != "last"
  }

  private static func isAllowed(_ character: Character) -> Bool {
    isWordlike(character) || character == "_" || character == "-" || character == "."
  }

  private static func trimmed(_ text: String) -> String {
    guard let first = text.firstIndex(where: isWordlike),
      let last = text.lastIndex(where: isWordlike)
    else { return "" }
    return String(text[first...last])
  }

  private static func isWordlike(_ character: Character) -> Bool {
    if character.isLetter || character.isNumber { return true }
    // To Unicode `#` and `*` are emoji too, as the beginnings of key caps.
    guard let first = character.unicodeScalars.first else { return false }
    return first.properties.isEmoji && first.value > 0xFF
  }
}
