internal import Foundation
internal import Synchronization
internal import TroupeVocabulary

extension Lexicon {
  /// The languages whose words ship with the library, by code; each has a file in `Words`.
  static let languages = ["en", "zh", "ja", "ko", "es", "fr", "de", "pt", "it", "ru"]

  /// The words of the language with this code.
  static func file(_ code: String) -> LanguageFile {
    // A test reads every file, so that a fault in one is found before it ships.
    (try? JSONDecoder().decode(LanguageFile.self, from: WordFile.data(code))) ?? LanguageFile()
  }

  private static let english = Lexicon([file("en")])
  /// English, in which the terms of the camera are written everywhere, with the languages of `texts`
  /// and a user's own words.
  static func reading(_ texts: [String], own: [LanguageFile] = []) -> Lexicon {
    let codes = Set(texts.concurrentMap { Self.codes(of: $0) }.joined()).subtracting(["en"])
    let lexicon = codes.isEmpty ? english : reading(codes)
    return own.isEmpty ? lexicon : lexicon.adding(own)
  }

  /// The same languages give the same words, which take milliseconds to arrange, so they are kept.
  private static func reading(_ codes: Set<String>) -> Lexicon {
    if let made = made.withLock({ $0[codes] }) { return made }
    let lexicon = english.adding(codes.sorted().map(file))
    made.withLock { $0[codes] = lexicon }
    return lexicon
  }

  /// The phrases for the angles and times of day of places in all languages, as files are called by them.
  static let ofPlacesEverywhere = languages.flatMap { phrases(ofPlaces: file($0)) }

  static func phrases(
    ofPlaces file: LanguageFile
  ) -> [(phrase: String, meaning: AssetLexicon.Meaning)] {
    TimeOfDay.allCases.flatMap { time in
      file[time.rawValue].map { (phrase: $0, meaning: .tag(time.rawValue)) }
    } + file["reverse_angle"].map { (phrase: $0, meaning: .view(.reverse)) }
  }

  private static let made = Mutex<[Set<String>: Lexicon]>([:])

  /// Captions and tags by which the language of an asset's pictures is told: one text of the first few.
  static func sample(of references: [Reference]) -> [String] {
    let texts = references.prefix(16).flatMap { [$0.caption] + $0.tags }
    return texts.allSatisfy(\.isEmpty) ? [] : [texts.joined(separator: " ")]
  }

  /// The languages that `text` is written in: by its scripts, and by the small words of most of it.
  static func codes(of text: String) -> Set<String> {
    var codes: Set<String> = []
    var hasHan = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x3041...0x30FF: codes.insert("ja")
      case 0xAC00...0xD7A3, 0x1100...0x11FF: codes.insert("ko")
      case 0x0400...0x04FF: codes.insert("ru")
      case 0..<0x3000: break
      default: hasHan = hasHan || scalar.properties.isIdeographic
      }
    }
    if hasHan, !codes.contains("ja") { codes.insert("zh") }
    return codes.union(LabelLanguage.marked(in: text).map(\.listed))
      .union(LanguageSigns.codes(of: text))
  }

  /// The words of `words` that have another meaning than in English, by the language that most words tell.
  func homographs(in words: [PromptWord]) -> Set<Int> {
    let own = denialWords.homographs
    guard !own.isEmpty else { return [] }
    let all = own.values.reduce(into: Set()) { $0.formUnion($1) }
    let found = words.indices.filter { words[$0].mention == nil && all.contains(words[$0].hash) }
    guard !found.isEmpty else { return [] }
    let text = words.filter { $0.mention == nil }.map(\.text).joined(separator: " ")
    let told = Self.codes(of: text)
    guard !told.isEmpty else { return [] }
    return Set(
      found.filter { index in told.allSatisfy { own[$0]?.contains(words[index].hash) ?? false } })
  }
}
