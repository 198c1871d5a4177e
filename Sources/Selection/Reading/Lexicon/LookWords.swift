internal import Foundation

/// The words by which prompts ask for a look without its name: for an age, and for clothes. From
/// `CWords/Words/looks.json`, where phrases are written as in the files of languages.
enum LookWords {
  /// The phrases for ages in words, and those with numbers.
  static let ages = {
    var table = PhraseTable<AgeForm>()
    for (group, age) in file.ages.sorted(by: { $0.key < $1.key }) {
      for (kind, phrases) in [
        (AgeForm.Kind.always, age.always), (.near, age.near), (.nouns, age.nouns),
      ] {
        add(phrases, kind, group, to: &table)
      }
    }
    add(file.numbered["none"] ?? [:], .none, nil, to: &table)
    return table
  }()
  static let numberedAges = {
    var table = PhraseTable<AgeForm>()
    for kind in AgeForm.Kind.allCases {
      add(file.numbered[kind.rawValue] ?? [:], kind, nil, to: &table)
    }
    return table
  }()
  /// Numbers from two on, and whether one alone can be an age in their language.
  static let numbers = {
    var table = PhraseTable<(value: Int, isBare: Bool)>()
    let bare = file.numbered["bare"] ?? [:]
    for (language, words) in file.numbers.sorted(by: { $0.key < $1.key }) {
      let tens = (file.tens[language] ?? []).enumerated().map { ($1, 10 * ($0 + 3)) }
      for (word, value) in words.enumerated().map({ ($1, $0 + 2) }) + tens {
        table.add(word, (value, bare[language] != nil))
      }
    }
    return table
  }()
  /// The words between the numbers of a range.
  static let joiners = Set(
    file.joiners.values.joined().flatMap { LanguageFile.expanded($0) }.map {
      TokenizedText($0).hashes
    })
  static let copulas = PhraseTable<Void>(file.copulas.values.flatMap(\.self))
  static let adverbs = PhraseTable<Void>(file.adverbs.values.flatMap(\.self))
  /// Words like articles before a noun: `个`, `qu'une`.
  static let measures = PhraseTable<Void>(file.measures.values.flatMap(\.self))
  /// Clothes and what tells one from another, by names in English.
  static let clothes = {
    var table = PhraseTable<String>()
    for (name, words) in file.clothes.sorted(by: { $0.key < $1.key }) { table.add(words, name) }
    return table
  }()
  static let wornBefore = PhraseTable<Void>(file.wornBefore.values.flatMap(\.self))
  static let wornAfter = PhraseTable<Void>(file.wornAfter.values.flatMap(\.self))
  static let unwornAfter = PhraseTable<Void>(file.unwornAfter.values.flatMap(\.self))
  /// Words of `clothes` that are none themselves: `winter`, `red`.
  static let kinds = Set(file.kinds)
  private static let ageNames = file.ages.sorted { $0.key < $1.key }.map { age, words in
    let names = Set(words.names.map(\.foldedKey))
    return (age: age, names: names, inside: names.filter(\.beginsWithIdeograph))
  }
  /// Words in the names of looks that tell nothing.
  private static let small = Set(file.small)

  private struct File: Decodable {
    struct Age: Decodable {
      var names: [String] = []
      var always: [String: [String]] = [:]
      var near: [String: [String]] = [:]
      var nouns: [String: [String]] = [:]
    }
    var ages: [String: Age] = [:]
    var clothes: [String: [String]] = [:]
    var kinds: [String] = []
    var wornBefore: [String: [String]] = [:]
    var wornAfter: [String: [String]] = [:]
    var unwornAfter: [String: [String]] = [:]
    var small: [String] = []
    /// By language, and `spans` by age.
    var numbers: [String: [String]] = [:]
    var tens: [String: [String]] = [:]
    var joiners: [String: [String]] = [:]
    var spans: [String: [Int]] = [:]
    var numbered: [String: [String: [String]]] = [:]
    var copulas: [String: [String]] = [:]
    var adverbs: [String: [String]] = [:]
    var measures: [String: [String]] = [:]
  }

  /// A test reads the file, so that a fault in it is found before it ships.
  private static let file =
    (try? JSONDecoder().decode(File.self, from: WordFile.data("looks"))) ?? File()

  /// Languages in which a noun makes another of the one before it.
  private static let compounding: Set = ["en", "de"]

  private static func add(
    _ phrases: [String: [String]], _ kind: AgeForm.Kind, _ group: String?,
    to table: inout PhraseTable<AgeForm>
  ) {
    for (language, phrases) in phrases.sorted(by: { $0.key < $1.key }) {
      let isClosed = kind == .nouns && compounding.contains(language)
      table.add(phrases, AgeForm(kind: kind, group: group, isClosed: isClosed))
    }
  }

  /// The age of one who is so many years old.
  static func age(ofYears years: Int) -> String? {
    file.spans.sorted { $0.key < $1.key }.first {
      $0.value.count == 2 && $0.value[0] <= years && years <= $0.value[1]
    }?.key
  }

  /// The age that the look called `name` is of.
  static func age(of name: String) -> String? {
    let words = Set(name.foldedKey.split { !$0.isLetter }.map(String.init))
    let isASCII = name.utf8.allSatisfy { $0 < 0x80 }
    return ageNames.first { _, names, inside in
      !names.isDisjoint(with: words) || !isASCII && inside.contains { name.contains($0) }
    }?.age
  }

  /// The clothes that the look called `name` is named by; `nil` where it has a word for anything else.
  static func clothes(of name: String) -> Set<String>? {
    let words = name.split { $0 == "-" || $0 == "_" }.joined(separator: " ")
    let text = TokenizedText(words, keepsWords: true)
    let matches = clothes.matches(in: text)
    let taken = Set(matches.flatMap(\.range))
    let things = Set(matches.map(\.meaning))
    guard !things.isSubset(of: kinds),
      text.words.indices.allSatisfy({ taken.contains($0) || small.contains(text.words[$0]) })
    else { return nil }
    return things
  }
}
