internal import TroupeVocabulary

/// The number of a version directly behind a mention: `@mira#77`. Which version is shown is no part of a prompt, and as
/// text the number would only confuse the model.
struct VersionNumber {
  /// Whether a backslash stands before it, so that it is meant as text: `@mira\#77`.
  let isText: Bool
  private let digits: Substring

  /// Numbers that are quoted in an error have no more digits.
  private static let longest = 20

  /// The number at `index` of `prompt`; `nil` where there is none, as in `@mira#hashtag`, `@mira#2nd`.
  init?(in prompt: String, at index: String.Index) {
    var rest = prompt[index...]
    isText = rest.first == "\\"
    if isText { rest.removeFirst() }
    guard let sign = rest.first, "#＃".contains(sign) else { return nil }
    digits = rest.dropFirst().prefix(while: Self.isDigit)
    let next = rest[digits.endIndex...].first
    let isWord = next.map { $0.isASCII && ($0.isLetter || $0 == "_") } ?? false
    if digits.isEmpty || isWord { return nil }
  }

  /// Full-width digits are such too, and other words for numbers are none.
  private static func isDigit(_ character: Character) -> Bool {
    character.unicodeScalars.first?.properties.numericType == .decimal
  }

  /// Why it cannot stand after `mention`.
  func error(after mention: Substring) -> TroupeError {
    let number = "#\(digits.prefix(Self.longest))"
    return .invalidValue(
      name: "prompt", value: mention + number,
      expected: "which version of an asset is shown is said in an option, not in the prompt; "
        + "with a backslash, as in \(mention)\\\(number), it is text")
  }
}
