internal import Foundation

/// What the words of one language ask for, as its file in `Words` lists them; a user's own words have
/// the same form.
///
/// A phrase is words between spaces. `a|b` stands for either word, `a?` for the word or nothing, and
/// `@` for a mention. Words match whole, case and compatibility forms folded; in scripts without spaces
/// a phrase matches anywhere.
struct LanguageFile: Decodable, Sendable {
  /// Phrases that deny what they stand with.
  struct Denials: Sendable {
    /// Deny what follows within three words.
    var words: [String] = []
    /// Deny what follows within their clause.
    var strong: [String] = []
    /// Deny what follows directly or after two characters.
    var prefixes: [String] = []
    /// Deny the infinitive that follows in their sentence: `weigert sich, vor ihm zu knien`.
    var refusals: [String] = []
    /// Deny what precedes within their clause.
    var after: [String] = []
    /// Words after a denial that undo it: `not only`.
    var exceptions: [String] = []
    /// Words that end what a denial reaches: `but`.
    var contrast: [String] = []
    /// Phrases that only look like a denial: `cannot stop`.
    var affirming: [String] = []
    /// Those that stand after what is told: `lacht nicht nur`.
    var affirmingAfter: [String] = []
  }

  /// The language's code; empty in a user's file.
  var language = ""
  /// By view, the phrases that ask for it.
  var views: [String: [String]] = [:]
  /// By name, the phrases that ask for an expression, and those that ask for a posture.
  var expressions: [String: [String]] = [:]
  var postures: [String: [String]] = [:]
  /// By English name, the words for a part of the body.
  var partGroups: [String: [String]] = [:]
  /// By English name, the words for a thing that details show.
  var thingGroups: [String: [String]] = [:]
  /// The other lists, by key.
  var lists: [String: [String]] = [:]
  var denials = Denials()
  /// Phrases before and after a mention that say that it is not in the picture.
  var absentBefore: [String] = []
  var absentAfter: [String] = []
  /// Phrases after a mention that only begin as one of these.
  var absentUnless: [String] = []

  init() {}

  private struct Key: CodingKey {
    let stringValue: String
    init(stringValue: String) { self.stringValue = stringValue }
    var intValue: Int? { nil }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    var idioms: [String: [String]] = [:]
    for key in container.allKeys {
      switch key.stringValue {
      case "language": language = try container.decode(String.self, forKey: key)
      case "views": views = try container.decode([String: [String]].self, forKey: key)
      case "idioms": idioms = try container.decode([String: [String]].self, forKey: key)
      case "expressions": expressions = try container.decode([String: [String]].self, forKey: key)
      case "part_groups":
        partGroups = try container.decode([String: [String]].self, forKey: key)
      case "thing_groups":
        thingGroups = try container.decode([String: [String]].self, forKey: key)
      case "postures": postures = try container.decode([String: [String]].self, forKey: key)
      case "negations":
        let all = try container.decode([String: [String]].self, forKey: key)
        denials = Denials(
          words: all["words"] ?? [], strong: all["strong"] ?? [], prefixes: all["prefixes"] ?? [],
          refusals: all["refusals"] ?? [],
          after: all["after"] ?? [], exceptions: all["exceptions"] ?? [],
          contrast: all["contrast"] ?? [], affirming: all["affirming"] ?? [],
          affirmingAfter: all["affirming_after"] ?? [])
      case "absent":
        let all = try container.decode([String: [String]].self, forKey: key)
        absentBefore = all["before"] ?? []
        absentAfter = all["after"] ?? []
        absentUnless = all["unless"] ?? []
      default: lists[key.stringValue] = try container.decode([String].self, forKey: key)
      }
    }
    // Those that only look like an idiom ask for nothing: `sees red roses`.
    lists["nothing", default: []] += idioms.removeValue(forKey: "nothing") ?? []
    expressions.merge(idioms, uniquingKeysWith: +)
  }

  subscript(_ key: String) -> [String] { lists[key] ?? [] }

  /// The most phrases that one may stand for: `a|b` twenty times over would be a million.
  static let mostAlternatives = 1000

  /// Every phrase that `written` stands for; none where they are more than `mostAlternatives`.
  static func expanded(_ written: String) -> [String] {
    expanded(written) { String($0) }.map { $0.joined(separator: " ") }
  }

  /// The words of every phrase that `written` stands for, each read once; a phrase without alternatives is read whole.
  static func expanded<Word>(_ written: String, read: (Substring) -> Word) -> [[Word]] {
    let bytes = written.utf8
    guard bytes.contains(UInt8(ascii: "|")) || bytes.contains(UInt8(ascii: "?")) else {
      return [[read(written[...])]]
    }
    var phrases: [[Word]] = [[]]
    for word in written.split(separator: " ") {
      let isOptional = word.hasSuffix("?")
      var choices = (isOptional ? word.dropLast() : word).split(separator: "|").map { [read($0)] }
      if isOptional { choices.append([]) }
      guard phrases.count * choices.count <= mostAlternatives else { return [] }
      phrases = phrases.flatMap { start in choices.map { start + $0 } }
    }
    return phrases
  }

  /// Every phrase in it, as written.
  var phrases: [String] {
    let keyed = [views, expressions, postures, partGroups, thingGroups, lists].flatMap(\.values)
    let denying = [
      denials.words, denials.strong, denials.prefixes, denials.refusals, denials.after,
      denials.affirming, denials.affirmingAfter,
      denials.exceptions, denials.contrast, absentBefore, absentAfter,
      absentUnless,
    ]
    return (keyed + denying).flatMap(\.self)
  }
}
