internal import Foundation
internal import TroupeVocabulary

/// Whether a look is another age of its asset, whose pictures then show another face: `@mira/child`. The words are in
/// `CWords/Words/ages.json`.
struct LookAge: Decodable {
  private let ages: Set<String>
  /// Ages where no other thing is named: `old`, but not `old-coat`.
  private let adjectives: Set<String>
  /// Who may stand with one of them: `old-man`.
  private let persons: Set<String>

  /// A test reads the file, so that a fault in it is found before it ships.
  static let standard =
    (try? JSONDecoder().decode(Self.self, from: WordFile.data("ages")))
    ?? LookAge(ages: [], adjectives: [], persons: [])

  private init(ages: Set<String>, adjectives: Set<String>, persons: Set<String>) {
    (self.ages, self.adjectives, self.persons) = (ages, adjectives, persons)
  }

  /// Whether the look called `name` has a word for an age in its name.
  func isAge(_ name: String) -> Bool {
    let words = name.foldedKey.split { !$0.isLetter }.map(String.init)
    let isNamed = words.contains { word in
      ages.contains(word)
        || word.beginsWithIdeograph && ages.contains { $0.beginsWithIdeograph && word.contains($0) }
    }
    return isNamed
      || words.contains(where: adjectives.contains)
        && words.allSatisfy { adjectives.contains($0) || persons.contains($0) }
  }
}
