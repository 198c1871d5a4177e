internal import Foundation

/// How words change their form, from `CWords/Words/forms.json`: there by language, here together.
struct WordForms: Sendable {
  /// By which two forms of a word may differ.
  private(set) var endings: Set<String> = []
  /// Those that may stand in a name and before it.
  private(set) var articles: Set<String> = []
  private(set) var indefinite: Set<String> = []
  /// Words for `of` in languages in which adjectives follow their nouns.
  private(set) var afterAdjectives: Set<String> = []
  /// Words for `among`, of one or two words.
  private(set) var among: Set<String> = []
  /// Endings of words that stand before the noun of which they tell.
  private(set) var attributive: [String] = []
  /// Before the name of a look: it is the one that is meant; of clothes, also after `wearLeads`.
  private(set) var lookLeads: Set<String> = []
  private(set) var wearLeads: Set<String> = []
  /// After the name of a look.
  private(set) var lookNouns: Set<String> = []
  /// The letters after which a possessive is a bare apostrophe: `Tomas' coat`, `Inés’ Kleid`.
  private(set) var sibilants: Set<Character> = []

  /// A test reads the file, so that a fault in it is found before it ships.
  static let standard = WordForms(WordFile.data("forms"))

  private init(_ json: Data) {
    struct File: Decodable {
      let endings: [String: [String]]
      let articles: [String: [String]]
      let indefinite: [String: [String]]
      let afterAdjectives: [String: [String]]
      let among: [String: [String]]
      let attributive: [String: [String]]
      let lookLeads: [String: [String]]
      let wearLeads: [String: [String]]
      let lookNouns: [String: [String]]
      let sibilants: String
    }
    guard let file = try? JSONDecoder().decode(File.self, from: json) else { return }
    endings = Set(file.endings.values.joined())
    articles = Set(file.articles.values.joined())
    indefinite = Set(file.indefinite.values.joined())
    afterAdjectives = Set(file.afterAdjectives.values.joined())
    among = Set(file.among.values.joined())
    attributive = file.attributive.values.flatMap(\.self).sorted()
    lookLeads = Set(file.lookLeads.values.joined())
    wearLeads = Set(file.wearLeads.values.joined())
    lookNouns = Set(file.lookNouns.values.joined())
    sibilants = Set(file.sibilants)
  }
}
