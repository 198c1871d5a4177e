internal import Foundation
internal import TroupeVocabulary

/// A language in which labels can be written; its words are in `CWords/Labels/labels-<rawValue>.json`.
enum LabelLanguage: String, CaseIterable, Sendable {
  case english = "en"
  case simplifiedChinese = "zh"
  case traditionalChinese = "zh-Hant"
  case japanese = "ja"
  case korean = "ko"
  case spanish = "es"
  case french = "fr"
  case german = "de"
  case portuguese = "pt"
  case italian = "it"
  case russian = "ru"

  /// Its name in a profile's list, which does not tell scripts apart.
  var listed: String { String(rawValue.prefix(2)) }

  /// Whether it is written without spaces between words, with full-width punctuation.
  var isWrittenWithoutSpaces: Bool {
    switch self {
    case .simplifiedChinese, .traditionalChinese, .japanese: true
    default: false
    }
  }

  /// Its file.
  var resource: Data { WordFile.data("labels-\(rawValue)") }
}

extension LabelLanguage {
  /// The language of a prompt's own words.
  init(of prompt: ParsedPrompt) { self = prompt.language }

  /// The language of the prompt `source`, of which `own` is the text. Handles may be in any script and quoted words are
  /// drawn, not said, so they count only if there is no other text.
  init(ofPrompt source: String, text own: String) {
    let texts = [Self.unquoted(own), own]
    if let text = texts.first(where: { $0.contains(where: \.isLetter) }) {
      self.init(of: text)
    } else {
      // Of handles, the script alone says something.
      self.init(of: source.filter { !$0.isASCII })
    }
  }

  /// The language of `text`: by its script, among those with Latin letters by its common words; English where these do
  /// not tell.
  init(of text: String) {
    var (kana, han, hangul, cyrillic, latin) = (0, 0, 0, 0, 0)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<0x80: latin += scalar.value | 0x20 &- 0x61 < 26 ? 1 : 0
      case 0x3041...0x30FA, 0xFF66...0xFF9D: kana += 1
      case 0x4E00...0x9FFF, 0x3400...0x4DBF: han += 1
      case 0xAC00...0xD7A3, 0x3130...0x318F: hangul += 1
      case 0x0400...0x04FF: cyrillic += 1
      default: latin += scalar.properties.isAlphabetic ? 1 : 0
      }
    }
    // A character of these scripts says about as much as three letters.
    let most = max(3 * (kana + han), 3 * hangul, cyrillic, latin)
    if most == 0 || most == latin && latin > 3 * (kana + han + hangul) {
      self = Self.latin(text)
    } else if hangul > 0, hangul >= kana + han {
      self = .korean
    } else if kana + han > 0 {
      self = Self.ideographic(text, hasKana: kana > 0)
    } else {
      // Ukrainian and Belarusian are not among the languages.
      self = text.contains { "іїєґўІЇЄҐЎ".contains($0) } ? .english : .russian
    }
  }

  /// The languages that a few words may be in: those that they look like most, and all with Latin letters where nothing
  /// tells.
  static func likely(of text: String) -> [LabelLanguage] {
    let language = LabelLanguage(of: text)
    guard language == .english else { return [language] }
    let scores = LanguageMarks.all.scores(of: text)
    let most = scores.values.max() ?? 0
    if most > 0, scores[.english] == most { return [.english] }
    return allCases.filter { most == 0 || scores[$0] == most || $0 == .english }
  }

  /// The language of `text`, or those between which its common words do not decide: `la silla de @kael`.
  static func marked(in text: String) -> [LabelLanguage] {
    let language = LabelLanguage(of: text)
    guard language == .english, text.utf8.count <= few else { return [language] }
    let scores = LanguageMarks.all.scores(of: text)
    let most = scores.values.max() ?? 0
    guard scores[.english] ?? 0 < most else { return [language] }
    return allCases.filter { scores[$0] == most }
  }

  private static func ideographic(_ text: String, hasKana: Bool) -> LabelLanguage {
    func marks(_ language: LabelLanguage) -> Int {
      let letters = Set(LabelPhrases.of(language).language.letters)
      return text.count { letters.contains($0) }
    }
    if hasKana { return .japanese }
    let counts = [LabelLanguage.simplifiedChinese, .traditionalChinese, .japanese].map(marks)
    if counts[2] > 0, counts[2] >= max(counts[0], counts[1]) { return .japanese }
    return counts[1] > counts[0] ? .traditionalChinese : .simplifiedChinese
  }

  /// What does not come out ahead of all others is English. Where the common words of a few do not tell, those for
  /// views, colors and clothes may.
  private static func latin(_ text: String) -> LabelLanguage {
    let scores = LanguageMarks.all.scores(of: text)
    let english = scores[.english] ?? 0
    let most = scores.values.max() ?? 0
    if most >= 2, let only = only(scores) { return only }
    guard english == 0, text.utf8.count <= Self.few else { return .english }
    return only(scores.merging(TraitWords.scores(of: text), uniquingKeysWith: +))
      ?? only(LanguageSigns.codes(of: text)) ?? .english
  }

  /// The bytes of a text of a few words.
  private static let few = 200

  /// The language that comes out ahead of all others.
  private static func only(_ scores: [LabelLanguage: Int]) -> LabelLanguage? {
    let most = scores.values.max() ?? 0
    let best = scores.filter { $0.value == most }
    return most > 0 && best.count == 1 ? best.first?.key : nil
  }

  private static func only(_ codes: Set<String>) -> LabelLanguage? {
    codes.count == 1 ? codes.first.flatMap(LabelLanguage.init) : nil
  }

  /// `text` without what stands in quotation marks.
  private static func unquoted(_ text: String) -> String {
    guard text.contains(where: { closing[$0] != nil }) else { return text }
    var (rest, own) = (text[...], "")
    while let start = rest.firstIndex(where: { closing[$0] != nil }) {
      own += rest[..<start]
      let inside = rest[rest.index(after: start)...]
      if let end = inside.firstIndex(where: { $0 == closing[text[start]] || $0.isNewline }),
        !text[end].isNewline
      {
        own += " "
        rest = inside[inside.index(after: end)...]
      } else {
        own.append(text[start])
        rest = inside
      }
    }
    return own + rest
  }

  /// By what opens a quotation, what closes it.
  static let closing: [Character: Character] = [
    "\"": "\"", "“": "”", "「": "」", "『": "』", "«": "»", "„": "“",
  ]
}
