internal import TroupeVocabulary

/// The optional parts after a mention's name: a weight (`*2`) and a role (` as style`).
struct MentionSuffix {
  private let prompt: String
  /// The end of what has been read so far.
  private(set) var index: String.Index

  init(prompt: String, index: String.Index) {
    self.prompt = prompt
    self.index = index
  }

  /// The accepted weights; with greater ones a single asset would suppress all others.
  static let weights = 0.1...10.0

  /// Spaces, `as`, spaces and a role have fewer characters.
  private static let longestRole = 64

  private static let stars: Set<Character> = ["*", "＊"]

  /// Reads `*` and a number; a star without a number is plain text.
  mutating func weight() throws(TroupeError) -> Double? {
    guard index < prompt.endIndex, Self.stars.contains(prompt[index]) else { return nil }
    let rest = prompt[prompt.index(after: index)...]
    var number = rest.prefix(while: Self.isDigit)
    let fraction = rest[number.endIndex...].dropFirst().prefix(while: Self.isDigit)
    if !number.isEmpty, rest[number.endIndex...].first == ".", !fraction.isEmpty {
      number = rest[..<fraction.endIndex]
    }
    guard !number.isEmpty else { return nil }
    guard let weight = Double(number), Self.weights.contains(weight) else {
      throw .invalidValue(
        name: "The weight of a mention", value: String(number.prefix(20)),
        expected: "it goes from 0.1 to 10, as in @kael*2")
    }
    index = number.endIndex
    return weight
  }

  /// Reads ` as style`, ` as pose`, ` as composition` or ` as identity` as whole words, or the same
  /// in Chinese.
  mutating func role() -> Role? {
    chineseRole() ?? englishRole()
  }

  private mutating func englishRole() -> Role? {
    guard prompt[index...].first?.isWhitespace == true else { return nil }
    // A long line with many mentions is not to be walked to its end for each.
    let words = prompt[index...].prefix(Self.longestRole).prefix { !$0.isNewline }.split(
      maxSplits: 2, omittingEmptySubsequences: true, whereSeparator: \.isWhitespace)
    guard words.count > 1, words[0].lowercased() == "as" else { return nil }
    let word = words[1].prefix(while: \.isLetter)
    guard let role = Role(rawValue: word.lowercased()), role != .parent else { return nil }
    let next = prompt[word.endIndex...].first
    guard next.map({ !$0.joinsWords && $0 != "-" }) ?? true else { return nil }
    index = word.endIndex
    return role
  }

  private static let chinese: [(word: String, role: Role)] = [
    ("风格", .style), ("画风", .style), ("姿势", .pose), ("动作", .pose), ("构图", .composition),
    ("形象", .identity), ("背景", .background),
  ]

  private mutating func chineseRole() -> Role? {
    let rest = prompt[index...].drop { $0.isWhitespace && !$0.isNewline }
    guard let lead = ["作为", "当作"].first(where: rest.hasPrefix) else { return nil }
    let words = rest.dropFirst(lead.count)
    guard let found = Self.chinese.first(where: { words.hasPrefix($0.word) }) else { return nil }
    index = words.index(words.startIndex, offsetBy: found.word.count)
    return found.role
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }
}
