internal import Foundation
internal import TroupeVocabulary

/// The words by which a prompt asks for something, read from `Words/demand.json`: to teach a word,
/// add it there.
///
/// English is matched by whole words, whatever stands between them but a pause; Chinese anywhere.
struct DemandWords: Sendable {
  /// What a phrase asks for.
  enum Meaning: Hashable, Sendable {
    /// A view.
    case view(View)
    /// A group of words that mean the same, by its name; whether it is an expression of the face.
    case cue(String, isExpression: Bool)
  }

  /// Every phrase.
  let phrases: PhraseTable<Meaning>
  /// By cue, the words with which its phrases begin.
  let cueWords: [String: [UInt64]]
  /// Those of all expressions.
  let expressionWords: [UInt64]
  let negations: Negations
  /// The names of the expressions, in order.
  let expressions: [String]
  /// Words that join two mentions, so that what follows is said of both.
  let joiners: Set<UInt64>
  /// Words directly before a mention by which what stands before them is said of it.
  let pointers: Set<UInt64>

  static let standard: DemandWords = {
    let bytes = Data(PackageResources.demand_json)
    // A test reads the file, so that a fault in it is found before it ships.
    let file = (try? JSONDecoder().decode(File.self, from: bytes)) ?? File()
    return DemandWords(file)
  }()

  struct File: Decodable {
    struct Negations: Decodable {
      var words: [String] = []
      var but: [String] = []
      var prefixes: [String] = []
      var joiners: [String] = []
    }
    struct Mentions: Decodable {
      var joiners: [String] = []
      var pointers: [String] = []
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
    cueWords = file.expressions.merging(file.postures) { $0 + $1 }.mapValues(Self.firstWords)
    expressionWords = Self.firstWords(file.expressions.values.flatMap(\.self))
    expressions = file.expressions.keys.sorted()
    negations = Negations(file.negations)
    joiners = Self.hashes(file.mentions.joiners)
    pointers = Self.hashes(file.mentions.pointers)
  }

  private static func firstWords(_ phrases: [String]) -> [UInt64] {
    phrases.compactMap { TokenText($0).hashes.first }
  }

  static func hashes(_ words: [String]) -> Set<UInt64> {
    Set(words.flatMap { TokenText($0).hashes })
  }
}
