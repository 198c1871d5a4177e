internal import Foundation
internal import Synchronization
internal import TroupeVocabulary

/// The words of one language by which a prompt gives something another color or takes it away, from `CWords/Traits`.
///
/// A `*` at the end of a word stands for an ending of up to four letters, at its beginning for any beginning. Values and nouns have the same names in every
/// language, so that an English trait is compared with a Chinese prompt.
struct TraitWords: Sendable, Decodable {
  /// By what they are values of, such as `color`: by value, the words for it. A word may stand for several.
  private(set) var values: [String: [String: [WordPhrase]]] = [:]
  private(set) var nouns: [String: [WordPhrase]] = [:]
  /// By noun, phrases that say that there is none.
  private(set) var absent: [String: [WordPhrase]] = [:]
  /// Before a noun or after it, or around it: it is taken away or not there.
  private(set) var remove: [WordPhrase] = []
  private(set) var removeAfter: [WordPhrase] = []
  private(set) var split: [[WordPhrase]] = []
  /// After a noun, somewhat later, with another between: that one takes its place.
  private(set) var exchangeAfter: [WordPhrase] = []
  /// Denials of what follows.
  private(set) var never: [WordPhrase] = []
  /// What gives a new value.
  private(set) var change: [WordPhrase] = []
  /// Before a noun: it is worn or had.
  private(set) var wear: [WordPhrase] = []
  private(set) var own: [WordPhrase] = []
  /// Those of them that may be of a thing.
  private(set) var its: [WordPhrase] = []
  /// Between what someone has and who has it.
  private(set) var of: [WordPhrase] = []
  /// What may stand between these and the noun, or between the noun and its value.
  private(set) var fill: [WordPhrase] = []
  private(set) var link: [WordPhrase] = []
  private(set) var stops: [WordPhrase] = []
  /// Between names that are spoken of together.
  private(set) var and: [WordPhrase] = []
  /// After a noun: it is worn.
  private(set) var wearAfter: [WordPhrase] = []
  /// By age group, words for someone of that age, and those by which a prompt makes someone so.
  private(set) var ages: [AgeGroup: [WordPhrase]] = [:]
  private(set) var asAge: [AgeGroup: [WordPhrase]] = [:]
  /// After and before a number: it is an age.
  private(set) var years: [WordPhrase] = []
  private(set) var aged: [WordPhrase] = []
  /// Before the number of an age in a description: `a ceramicist of 36`.
  private(set) var ofAge: [WordPhrase] = []
  /// Between someone and an age in years: `@lucía de setenta años`.
  private(set) var beforeYears: [WordPhrase] = []
  /// After a number: it is the age of the one named before.
  private(set) var atYears: [WordPhrase] = []
  /// By age group, words for it directly before a name or after it: `young @kael`.
  private(set) var epithets: [AgeGroup: [WordPhrase]] = [:]
  /// After and before a number of years by which someone is younger or older.
  private(set) var younger: [WordPhrase] = []
  private(set) var youngerBefore: [WordPhrase] = []
  private(set) var older: [WordPhrase] = []
  private(set) var olderBefore: [WordPhrase] = []
  /// By number in digits, the words for it.
  private(set) var numerals: [String: [WordPhrase]] = [:]
  /// Before a number that may be no age, and such numbers.
  private(set) var mayCount: Set<String> = []
  private(set) var numbers: Set<String> = []
  /// Before someone named, and before something to wear: it is put on; then `dressOn` leads to who wears it.
  private(set) var dress: [WordPhrase] = []
  private(set) var dressOn: [WordPhrase] = []
  /// Between a word for hair and the name of who has it.
  private(set) var beforeMention: [WordPhrase] = []
  /// What follows a noun without a space, and is no part of it.
  private(set) var particles: [String] = []
  /// What age alone brings: wrinkles.
  private(set) var aging: [WordPhrase] = []
  /// What is on a face, and on legs or under the feet.
  private(set) var onFace: [WordPhrase] = []
  private(set) var onLegs: [WordPhrase] = []
  /// What is not to be seen from behind, and under a long skirt.
  private(set) var onFront: [WordPhrase] = []
  private(set) var underSkirts: [WordPhrase] = []

  /// Nouns and values by how their words begin.
  private var index = Index()

  fileprivate struct Index: Sendable, Decodable {
    var nouns = PhraseIndex<String>()
    var values = PhraseIndex<Value>()

    init() {}
    init(from decoder: any Decoder) throws {}
  }

  fileprivate struct Value: Sendable {
    let category, name: String
  }

  private var indexed: TraitWords {
    var words = self
    words.index.nouns = PhraseIndex(
      nouns.flatMap { noun, phrases in phrases.map { (name: noun, phrase: $0) } })
    words.index.values = PhraseIndex(
      values.flatMap { category, values in
        values.flatMap { name, phrases in
          phrases.map { (name: Value(category: category, name: name), phrase: $0) }
        }
      })
    return words
  }

  /// Names of the nouns whose words stand at `start`.
  func nouns(at start: Int, in tokens: [ClauseTokens.Token]) -> Set<String> {
    Set(index.nouns.matches(tokens, from: start).map(\.name))
  }

  /// The longest phrase for a value that stands at `start`, with all that it may mean.
  func value(
    at start: Int, in tokens: [ClauseTokens.Token]
  ) -> (length: Int, meanings: TraitMeaning.Values)? {
    let found = index.values.matches(tokens, from: start)
    guard let longest = found.map(\.length).max(), longest >= 1 else { return nil }
    var meanings: TraitMeaning.Values = [:]
    for one in found where one.length == longest {
      meanings[one.name.category, default: []].insert(one.name.name)
    }
    return (longest, meanings)
  }

  /// By language, the words of `text` that are among its words for colors, clothes and the like.
  static func scores(of text: String) -> [LabelLanguage: Int] {
    let tokens = ClauseTokens(text).tokens
    var scores: [LabelLanguage: Int] = [:]
    for index in tokens.indices {
      let phrases = told.phrases.matches(tokens, from: index).map(\.name)
      for language in Set((told.words[tokens[index].text] ?? []) + phrases) {
        scores[language, default: 0] += 1
      }
    }
    return scores
  }

  /// The languages that have a word for a color, clothes and the like: by single words, and by the others.
  private static let told = {
    var words: [String: [LabelLanguage]] = [:]
    var phrases: [(name: LabelLanguage, phrase: WordPhrase)] = []
    for language in LabelLanguage.allCases where language != .traditionalChinese {
      let all = of(language)
      let values = all.values.values.flatMap(\.values).flatMap(\.self)
      for phrase in all.nouns.values.flatMap(\.self) + values {
        if let word = phrase.word {
          words[word, default: []].append(language)
        } else {
          phrases.append((language, phrase))
        }
      }
    }
    return (words: words, phrases: PhraseIndex(phrases))
  }()

  /// The words of `language`; both scripts of Chinese share a file.
  static func of(_ language: LabelLanguage) -> TraitWords {
    let language = language == .traditionalChinese ? .simplifiedChinese : language
    return made.withLock { made in
      if let words = made[language] { return words }
      // A test reads the files, so that a fault in one is found before it ships.
      let data = WordFile.data("traits-\(language.rawValue)")
      let words = (try? JSONDecoder().decode(Self.self, from: data))?.indexed ?? TraitWords()
      made[language] = words
      return words
    }
  }

  private static let made = Mutex<[LabelLanguage: TraitWords]>([:])

  /// The number whose words stand at `start`.
  func numeral(at start: Int, in tokens: [ClauseTokens.Token]) -> (value: Int, length: Int)? {
    numerals.compactMap { digits, phrases in
      guard let value = Int(digits),
        let length = phrases.compactMap({ $0.length(in: tokens, from: start) }).max()
      else { return nil }
      return (value, length)
    }.max { ($0.length, $0.value) < ($1.length, $1.value) }
  }

  /// Words that lead to who or what is with someone.
  var with: [WordPhrase] {
    let stops = Set(stops.compactMap(\.word))
    return wear.filter { $0.word.map(stops.contains) ?? false }
  }

  /// Single words that lead to what someone wears or has, and that join two things, as written.
  var leads: Set<String> { Set(wear.compactMap(\.word)) }
  var joins: Set<String> { Set(and.compactMap(\.word)) }

  /// Whether a phrase from `first` to `last` may be no age: a time of day or a number of things.
  func isAgeAlone(_ first: ClauseTokens.Token, _ last: ClauseTokens.Token) -> Bool {
    numbers.contains(last.text) && mayCount.contains(first.text)
  }

  /// The longest phrase for a value that `length` finds, with all that it may mean.
  func value(_ length: (WordPhrase) -> Int?) -> (length: Int, meanings: TraitMeaning.Values)? {
    var best: (length: Int, meanings: TraitMeaning.Values)?
    for (category, words) in values {
      for (value, phrases) in words {
        guard let found = phrases.compactMap(length).max(), found >= best?.length ?? 1 else {
          continue
        }
        if found > best?.length ?? 0 { best = (found, [:]) }
        best?.meanings[category, default: []].insert(value)
      }
    }
    return best
  }
}

/// What the words stand for is read as plain text, which is several times as fast as one phrase at a time.
extension KeyedDecodingContainer {
  fileprivate func decode(_ type: [WordPhrase].Type, forKey key: Key) throws -> [WordPhrase] {
    try decode([String].self, forKey: key).map(WordPhrase.init)
  }

  fileprivate func decode(
    _ type: [String: [WordPhrase]].Type, forKey key: Key
  ) throws -> [String: [WordPhrase]] {
    try decode([String: [String]].self, forKey: key).mapValues { $0.map(WordPhrase.init) }
  }

  fileprivate func decode(
    _ type: [String: [String: [WordPhrase]]].Type, forKey key: Key
  ) throws -> [String: [String: [WordPhrase]]] {
    try decode([String: [String: [String]]].self, forKey: key).mapValues { values in
      values.mapValues { $0.map(WordPhrase.init) }
    }
  }

  /// It is made from the words, and stands in no file.
  fileprivate func decode(_ type: TraitWords.Index.Type, forKey key: Key) throws -> TraitWords.Index
  {
    TraitWords.Index()
  }
}
