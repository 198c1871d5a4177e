internal import Foundation
internal import TroupeVocabulary

/// The phrases by which any prompt asks for views, expressions and postures, read from
/// `Words/demand.json`: add new phrases there.
///
/// English phrases match whole words, with nothing between them; Chinese phrases match anywhere.
struct Lexicon: Sendable {
  /// What a phrase asks for.
  enum Meaning: Hashable, Sendable {
    /// A view.
    case view(View)
    /// An expression or posture by its name in the lexicon.
    case cue(String, isExpression: Bool)
  }

  /// Every phrase.
  let phrases: PhraseTable<Meaning>
  /// By cue, the first words of its phrases.
  let cueFirstWords: [String: [UInt64]]
  /// The first words of all expressions' phrases.
  let expressionFirstWords: [UInt64]
  let negations: Negations
  /// The names of the expressions, sorted.
  let expressions: [String]
  /// Words between two mentions that make the text after them apply to both.
  let conjunctions: Set<UInt64>
  /// Words directly before a mention that make the text before them apply to it.
  let prepositions: Set<UInt64>

  /// The lexicon that ships with the library.
  static let standard: Lexicon = {
    let bytes = Data(PackageResources.demand_json)
    // A test reads the file, so that a fault in it is found before it ships.
    let file = (try? JSONDecoder().decode(File.self, from: bytes)) ?? File()
    return Lexicon(file)
  }()

  /// The file's content.
  struct File: Decodable {
    struct Negations: Decodable {
      var words: [String] = []
      var exceptions: [String] = []
      var prefixes: [String] = []
      var conjunctions: [String] = []
    }
    struct Mentions: Decodable {
      var conjunctions: [String] = []
      var prepositions: [String] = []
    }
    var views: [String: [String]] = [:]
    var expressions: [String: [String]] = [:]
    var postures: [String: [String]] = [:]
    var negations = Negations()
    var mentions = Mentions()
  }

  init(_ file: File) {
    var phrases = PhraseTable<Meaning>()
    for (view, words) in file.views.sorted(by: { $0.key < $1.key }) {
      for word in words { phrases.add(word, .view(View(rawValue: view))) }
    }
    for (name, words) in file.expressions.sorted(by: { $0.key < $1.key }) {
      for word in words { phrases.add(word, .cue(name, isExpression: true)) }
    }
    for (name, words) in file.postures.sorted(by: { $0.key < $1.key }) {
      for word in words { phrases.add(word, .cue(name, isExpression: false)) }
    }
    self.phrases = phrases
    cueFirstWords = file.expressions.merging(file.postures) { $0 + $1 }.mapValues(Self.firstWords)
    expressionFirstWords = Self.firstWords(file.expressions.values.flatMap(\.self))
    expressions = file.expressions.keys.sorted()
    negations = Negations(file.negations)
    conjunctions = Self.hashes(file.mentions.conjunctions)
    prepositions = Self.hashes(file.mentions.prepositions)
  }

  private static func firstWords(_ phrases: [String]) -> [UInt64] {
    phrases.compactMap { TokenizedText($0).hashes.first }
  }

  static func hashes(_ words: [String]) -> Set<UInt64> {
    Set(words.flatMap { TokenizedText($0).hashes })
  }
}
