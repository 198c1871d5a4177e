internal import Foundation
internal import TroupeVocabulary

/// The phrases by which prompts ask for views, framings, expressions and postures, and the words that
/// tell of whom they speak: those of several languages together.
struct Lexicon: Sendable {
  /// What a phrase asks for.
  enum Meaning: Hashable, Sendable {
    /// A view.
    case view(View)
    /// An expression or posture by its name in the lexicon.
    case cue(String, isExpression: Bool)
    /// A framing that shows what it is of from near: a face or a thing.
    case close
    /// A framing that shows a thing or a part.
    case insert
    /// Views from all sides.
    case turnaround
    /// The mention in the phrase is seen from behind; the others face the camera if it `isCounterShot`.
    case behind(isCounterShot: Bool)
    /// The mention in the phrase is the eye that sees.
    case viewpoint
    /// A word for the face, which asks for nothing but can be denied or be what a framing is of.
    case faceWord
    /// A word that says that a place or thing is without its owner.
    case empty
    /// Words that say that no one is in the picture.
    case unpeopled
    /// An idiom that asks for nothing.
    case nothing
  }

  /// What a phrase before or after denies.
  enum Denial: Hashable, Sendable { case word, strong, prefix, refusal, after, none }

  /// What a phrase denies, and by the words of which language.
  struct Denying: Hashable, Sendable {
    let denial: Denial
    let language: String
  }

  /// Every phrase.
  private(set) var phrases = PhraseTable<Meaning>()
  private(set) var denials = PhraseTable<Denying>()
  private(set) var denialsAfter = PhraseTable<Denying>()
  /// Words by which a denial is understood.
  private(set) var denialWords = DenialWords()
  /// Phrases that say that the mention after or before them is not in the picture; those before it by their language.
  private(set) var absentBefore = PhraseTable<String>()
  private(set) var absentAfter = PhraseTable<Bool>()
  /// Phrases that say that nothing is seen but the part after or before them, also without its owner, and that nothing
  /// else is.
  private(set) var onlyBefore = PhraseTable<Void>()
  private(set) var onlyAfter = PhraseTable<Void>()
  private(set) var onlySeen = PhraseTable<Void>()
  private(set) var nothingElse = PhraseTable<Void>()
  /// Phrases for what a face is seen in: `in the mirror`.
  private(set) var mirrors = PhraseTable<Void>()
  /// Phrases that count only where a word begins, in Korean, and those with which a clause ends.
  private(set) var wholeWords: Set<[UInt64]> = []
  private(set) var clauseEnds = PhraseTable<Void>()
  /// Phrases for how something is done, which say nothing of a mood with `works`: `digs furiously`.
  private(set) var manners: Set<[UInt64]> = []
  private(set) var works: Set<UInt64> = []
  /// Words by which a sentence tells whose a feeling is.
  private(set) var subjects = SubjectWords()
  /// Words for what someone wears, holds or carries.
  private(set) var things = ThingWords()
  /// Nouns: parts other than the face, the face, what a feeling shows in, and people.
  private(set) var nouns = PhraseTable<Noun>()
  /// Phrases that stand for a place or person of their own where a noun follows.
  private(set) var alone: Set<[UInt64]> = []
  /// Phrases for what fills the picture.
  private(set) var fills: Set<[UInt64]> = []
  /// By class, words by which the subject of a phrase is found.
  private var classes: [WordHash: WordClass] = [:]
  /// By word, the part of the body that it is a word for.
  private(set) var partGroups: [UInt64: String] = [:]
  /// Phrases that show a part where a colon follows: `Detail: …`.
  private(set) var headings: Set<[UInt64]> = []
  /// Parts of words for a figure that is dark against the light.
  private(set) var outlines: [String] = []
  /// Phrases for the angles and times of day of places.
  private(set) var ofPlaces: [(phrase: String, meaning: AssetLexicon.Meaning)] = []
  private(set) var adverbEndings: [String] = []
  private(set) var participleEndings: [String] = []
  /// Passes captions that name a cue, a view or a side.
  private(set) var captionFilter = CaptionFilter([])
  /// The same without sides, which few pictures are read for: light comes from the left in many captions.
  private(set) var sidelessFilter = CaptionFilter([])
  /// By meaning of the phrases, what it is for the words of pictures.
  private(set) var signKinds: [SignKind] = []
  /// The names of the expressions, sorted.
  private(set) var expressions: [String] = []

  /// What a phrase says in the words of a picture.
  enum SignKind { case none, cue, view }

  /// A noun that a framing can be of.
  enum Noun: Hashable, Sendable { case part, face, bearing, person }

  /// Classes that a word belongs to.
  struct WordClass: OptionSet, Sendable {
    let rawValue: UInt16
    static let determiner = WordClass(rawValue: 1)
    static let pronoun = WordClass(rawValue: 2)
    static let preposition = WordClass(rawValue: 4)
    static let conjunction = WordClass(rawValue: 8)
    static let joint = WordClass(rawValue: 16)
    static let relative = WordClass(rawValue: 32)
    static let filler = WordClass(rawValue: 64)
    static let object = WordClass(rawValue: 128)
    static let governor = WordClass(rawValue: 256)
    static let possessive = WordClass(rawValue: 512)
    static let exception = WordClass(rawValue: 1024)
    static let contrast = WordClass(rawValue: 2048)
    static let left = WordClass(rawValue: 4096)
    static let right = WordClass(rawValue: 8192)
    static let target = WordClass(rawValue: 16384)
    /// Words that are no nouns.
    static let function: WordClass = [
      .determiner, .pronoun, .preposition, .conjunction, .joint, .relative, .filler,
    ]
  }

  private static let lists: [(String, WordClass)] = [
    ("determiners", .determiner), ("pronouns", .pronoun), ("prepositions", .preposition),
    ("conjunctions", .conjunction), ("joints", .joint), ("relatives", .relative),
    ("fillers", .filler), ("objects", .object), ("governors", .governor),
    ("possessives", .possessive), ("targets", .target), ("left", .left), ("right", .right),
  ]

  init(_ files: [LanguageFile]) {
    for file in files { add(file) }
    expressions = Set(files.flatMap(\.expressions.keys)).sorted()
    filterCaptions()
  }

  /// With the words of `files`.
  func adding(_ files: [LanguageFile]) -> Lexicon {
    var other = self
    for file in files { other.add(file) }
    other.expressions = Set(expressions + files.flatMap(\.expressions.keys)).sorted()
    other.filterCaptions()
    return other
  }

  private mutating func filterCaptions() {
    signKinds = phrases.meanings.map { meaning in
      switch meaning {
      case .cue: .cue
      case .view, .close: .view
      default: .none
      }
    }
    let words = phrases.rareWords(
      where: { meaning in
        switch meaning {
        case .view, .cue, .close: true
        default: false
        }
      }, isCommon: { [classes] in !(classes[WordHash($0)] ?? []).isDisjoint(with: .function) })
    sidelessFilter = CaptionFilter(words, size: CaptionFilter.size(for: words.count))
    captionFilter = sidelessFilter
    captionFilter.insert(
      classes.filter { !$0.value.isDisjoint(with: [.left, .right]) }.map(\.key.value))
  }

  /// The classes of the word with `hash`.
  func classes(of hash: UInt64) -> WordClass { classes[WordHash(hash)] ?? [] }

  private mutating func add(_ file: LanguageFile) {
    addDemands(file)
    addDenials(file.denials, of: file.language)
    denialWords.add(file)
    absentBefore.add(file.absentBefore, file.language)
    for word in file.absentAfter { absentAfter.add(word, true) }
    for word in file.absentUnless { absentAfter.add(word, false) }
    onlyBefore.add(file["only_before"], ())
    onlyAfter.add(file["only_after"], ())
    onlySeen.add(file["only_seen"], ())
    wholeWords.formUnion(file["whole_words"].map { TokenizedText($0).hashes })
    mirrors.add(file["mirrors"], ())
    clauseEnds.add(file["clause_ends"], ())
    manners.formUnion(file["manner"].map { TokenizedText($0).hashes })
    works.formUnion(file["works"].flatMap { TokenizedText($0).hashes })
    subjects.add(file)
    things.add(file)
    nothingElse.add(file["nothing_else"], ())
    for (key, noun) in [
      ("parts", Noun.part), ("faces", .face), ("bearing", .bearing), ("persons", .person),
    ] {
      for word in file[key] { nouns.add(word, noun) }
    }
    for (key, kind) in Self.lists { classify(file[key], kind) }
    classify(file.denials.exceptions, .exception)
    classify(file.denials.contrast, .contrast)
    for phrase in file["alone"].flatMap({ LanguageFile.expanded($0) }) {
      alone.insert(TokenizedText(phrase).hashes)
    }
    for (group, words) in file.partGroups {
      for word in words {
        if let hash = TokenizedText(word).hashes.first { partGroups[hash] = group }
        nouns.add(word, .part)
      }
    }
    outlines += file["outlines"]
    ofPlaces += Self.phrases(ofPlaces: file)
    adverbEndings += file["adverb_endings"]
    participleEndings += file["participle_endings"]
  }

  private mutating func addDenials(_ words: LanguageFile.Denials, of language: String) {
    func meaning(_ denial: Denial) -> Denying { Denying(denial: denial, language: language) }
    for (phrases, denial) in [
      (words.words, Denial.word), (words.strong, .strong), (words.refusals, .refusal),
      (words.prefixes, .prefix), (words.affirming, .none),
    ] {
      for phrase in phrases { denials.add(phrase, meaning(denial)) }
    }
    for (phrases, denial) in [(words.after, Denial.after), (words.affirmingAfter, .none)] {
      for phrase in phrases { denialsAfter.add(phrase, meaning(denial)) }
    }
  }

  private mutating func addDemands(_ file: LanguageFile) {
    let faces = Set(file["faces"])
    for (view, words) in file.views.sorted(by: { $0.key < $1.key }) {
      guard view == View.face.rawValue else {
        phrases.add(words, .view(View(rawValue: view)))
        continue
      }
      for word in words { phrases.add(word, faces.contains(word) ? .faceWord : .view(.face)) }
    }
    for (cues, isExpression) in [(file.expressions, true), (file.postures, false)] {
      for (name, words) in cues.sorted(by: { $0.key < $1.key }) {
        phrases.add(words, .cue(name, isExpression: isExpression))
      }
    }
    for word in file["close"] { phrases.add(word, .close) }
    phrases.add(file["fills"], .close)
    fills.formUnion(
      file["fills"].flatMap { LanguageFile.expanded($0) }.map { TokenizedText($0).hashes })
    for word in file["inserts"] { phrases.add(word, .insert) }
    phrases.add(file["headings"], .insert)
    headings.formUnion(file["headings"].map { TokenizedText($0).hashes })
    for word in file["turnaround"] { phrases.add(word, .turnaround) }
    for word in file["viewpoint"] { addPattern(word, .viewpoint, file) }
    let counter = Set(file["counter-shot"])
    for word in file["over-shoulder"] {
      addPattern(word, .behind(isCounterShot: counter.contains(word)), file)
    }
    for word in file["empty"] { phrases.add(word, .empty) }
    for word in file["unpeopled"] { phrases.add(word, .unpeopled) }
    for word in file["nothing"] { phrases.add(word, .nothing) }
  }

  /// Adds a phrase with a mention. A possessive after the mention belongs to it, and is no word of its own.
  private mutating func addPattern(_ phrase: String, _ meaning: Meaning, _ file: LanguageFile) {
    var phrase = phrase
    for possessive in file["possessives"] where possessive != "s" {
      phrase = phrase.replacingOccurrences(of: "@" + possessive, with: "@")
    }
    phrases.add(phrase, meaning)
  }

  private mutating func classify(_ words: [String], _ kind: WordClass) {
    for hash in words.flatMap({ TokenizedText($0).hashes }) {
      classes[WordHash(hash), default: []].insert(kind)
    }
  }
}
