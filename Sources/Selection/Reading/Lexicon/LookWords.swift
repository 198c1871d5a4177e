internal import Foundation

/// The words by which prompts ask for a look without its name: for an age, and for clothes. From
/// `CWords/Words/looks.json`, where phrases are written as in the files of languages.
enum LookWords {
  /// A phrase for an age.
  struct Age: Sendable {
    let group: String
    /// Whether it speaks of whoever its clause is about, and not only of who is named next to it.
    let isOfClause: Bool
  }

  static let ages = {
    var table = PhraseTable<Age>()
    for (group, age) in file.ages.sorted(by: { $0.key < $1.key }) {
      table.add(age.always.values.flatMap(\.self), Age(group: group, isOfClause: true))
      table.add(age.near.values.flatMap(\.self), Age(group: group, isOfClause: false))
    }
    return table
  }()
  /// Clothes and what tells one from another, by names in English.
  static let clothes = {
    var table = PhraseTable<String>()
    for (name, words) in file.clothes.sorted(by: { $0.key < $1.key }) { table.add(words, name) }
    return table
  }()
  static let wornBefore = PhraseTable<Void>(file.wornBefore.values.flatMap(\.self))
  static let wornAfter = PhraseTable<Void>(file.wornAfter.values.flatMap(\.self))
  /// Words of `clothes` that are none themselves: `winter`, `red`.
  static let kinds = Set(file.kinds)
  private static let ageNames = file.ages.mapValues { Set($0.names.map(\.foldedKey)) }
  /// Words in the names of looks that tell nothing.
  private static let small = Set(file.small)

  private struct File: Decodable {
    struct Age: Decodable {
      var names: [String] = []
      var always: [String: [String]] = [:]
      var near: [String: [String]] = [:]
    }
    var ages: [String: Age] = [:]
    var clothes: [String: [String]] = [:]
    var kinds: [String] = []
    var wornBefore: [String: [String]] = [:]
    var wornAfter: [String: [String]] = [:]
    var small: [String] = []
  }

  /// A test reads the file, so that a fault in it is found before it ships.
  private static let file =
    (try? JSONDecoder().decode(File.self, from: WordFile.data("looks"))) ?? File()

  /// The age that the look called `name` is of.
  static func age(of name: String) -> String? {
    let words = Set(name.foldedKey.split { !$0.isLetter }.map(String.init))
    return ageNames.sorted { $0.key < $1.key }.first { _, names in
      !names.isDisjoint(with: words)
        || names.contains { $0.beginsWithIdeograph && name.contains($0) }
    }?.key
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
