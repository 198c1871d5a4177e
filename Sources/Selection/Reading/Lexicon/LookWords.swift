internal import Foundation

/// The words by which prompts ask for a look without its name: for an age, and for clothes. From
/// `CWords/Words/looks.json`, where phrases are written as in the files of languages.
struct LookWords: Sendable {
  /// A phrase for an age.
  struct Age: Sendable {
    let group: String
    /// Whether it speaks of whoever its clause is about, and not only of who is named next to it.
    let isOfClause: Bool
  }

  private(set) var ages = PhraseTable<Age>()
  /// Clothes and what tells one from another, by names in English.
  private(set) var clothes = PhraseTable<String>()
  private(set) var wornBefore = PhraseTable<Void>()
  private(set) var wornAfter = PhraseTable<Void>()
  /// Words of `clothes` that are none themselves: `winter`, `red`.
  private(set) var kinds: Set<String> = []
  private var ageNames: [String: Set<String>] = [:]
  /// Words in the names of looks that tell nothing.
  private var small: Set<String> = []

  /// A test reads the file, so that a fault in it is found before it ships.
  static let standard = LookWords(WordFile.data("looks"))

  private struct File: Decodable {
    struct Age: Decodable {
      let names: [String]
      let always: [String: [String]]
      let near: [String: [String]]
    }
    let ages: [String: Age]
    let clothes: [String: [String]]
    let kinds: [String]
    let wornBefore: [String: [String]]
    let wornAfter: [String: [String]]
    let small: [String]
  }

  private init(_ json: Data) {
    guard let file = try? JSONDecoder().decode(File.self, from: json) else { return }
    for (group, age) in file.ages.sorted(by: { $0.key < $1.key }) {
      ageNames[group] = Set(age.names.map(\.foldedKey))
      ages.add(age.always.values.flatMap(\.self), Age(group: group, isOfClause: true))
      ages.add(age.near.values.flatMap(\.self), Age(group: group, isOfClause: false))
    }
    for (name, words) in file.clothes.sorted(by: { $0.key < $1.key }) { clothes.add(words, name) }
    kinds = Set(file.kinds)
    wornBefore.add(file.wornBefore.values.flatMap(\.self), ())
    wornAfter.add(file.wornAfter.values.flatMap(\.self), ())
    small = Set(file.small)
  }

  /// The age that the look called `name` is of.
  func age(of name: String) -> String? {
    let words = Set(name.foldedKey.split { !$0.isLetter }.map(String.init))
    return ageNames.sorted { $0.key < $1.key }.first { _, names in
      !names.isDisjoint(with: words)
        || names.contains { $0.beginsWithIdeograph && name.contains($0) }
    }?.key
  }

  /// The clothes that the look called `name` is named by; `nil` where it has a word for anything else.
  func clothes(of name: String) -> Set<String>? {
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
