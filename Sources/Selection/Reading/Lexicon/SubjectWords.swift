/// The words by which a sentence tells whose a feeling is: those of several languages together.
struct SubjectWords: Sendable {
  /// Words for all others: `everyone`, `the others`.
  private(set) var crowds = PhraseTable<Void>()
  private(set) var others = PhraseTable<Void>()
  /// The same behind what they do: `all laugh except her`.
  private(set) var othersAfter = PhraseTable<Void>()
  /// Words for all of two who are mentioned.
  private(set) var both = PhraseTable<Void>()
  /// Words for none of them, and phrases with a mention that is none of them.
  private(set) var noOne = PhraseTable<Void>()
  private(set) var except = PhraseTable<Void>()
  /// Phrases with a mention that is denied, and with one that is named in its place.
  private(set) var notThis = PhraseTable<Void>()
  private(set) var butThis = PhraseTable<Void>()
  /// Phrases with a mention of which the same is said as of another: `so is @tomas`.
  private(set) var alike = PhraseTable<Void>()
  /// Words that join mentions, whole: of the characters of `または` none does alone.
  private(set) var conjunctions = PhraseTable<Void>()
  /// Words before a mention by which it is no subject; and those after one, by which it is none or is the subject.
  private(set) var towards: Set<UInt64> = []
  private(set) var objectMarks: Set<UInt64> = []
  private(set) var subjectMarks: Set<UInt64> = []
  /// Those of the subject alone: `が`.
  private(set) var nominativeMarks: Set<UInt64> = []
  /// Verbs after which a clause tells what is: `sieht, dass @tomas weint`.
  private(set) var perceptions: Set<UInt64> = []
  /// Verbs for a look at another, behind which a mood is of who looks: `encara @tomas, furiosa`.
  private(set) var gazes: Set<UInt64> = []
  /// Endings of verbs that go on to another clause, and words before an infinitive: `zu`.
  private(set) var whilst: Set<UInt64> = []
  private(set) var infinitives: Set<UInt64> = []

  /// Phrases with a mention of which what is denied of another is said: `@lena dafür umso mehr`.
  private(set) var contrary = PhraseTable<Void>()
  /// Words for one person who acts.
  private(set) var pronouns = PhraseTable<Clauses.Pronoun.Kind>()
  /// Endings of a bare noun and of the verb behind it, where both are plural: `gulls cry`.
  private(set) var plurals: [(noun: String, verb: String)] = []

  mutating func add(_ file: LanguageFile) {
    crowds.add(file["crowds"], ())
    others.add(file["others"], ())
    othersAfter.add(file["others_after"], ())
    both.add(file["both"], ())
    noOne.add(file["no-one"], ())
    except.add(file["except"], ())
    notThis.add(file["not_this"], ())
    butThis.add(file["but_this"], ())
    alike.add(file["alike"], ())
    contrary.add(file["contrary"], ())
    pronouns.add(file["he"], .he)
    pronouns.add(file["she"], .she)
    pronouns.add(file["oneself"], .oneself)
    pronouns.add(file["several"], .several)
    plurals += file["plurals"].compactMap { pair in
      let endings = pair.split(separator: " ")
      return endings.count == 2 ? (String(endings[0]), String(endings[1])) : nil
    }
    conjunctions.add(file["conjunctions"], ())
    towards.formUnion(TokenizedText.hashes(of: file["towards"]))
    objectMarks.formUnion(TokenizedText.hashes(of: file["object_marks"]))
    subjectMarks.formUnion(TokenizedText.hashes(of: file["subject_marks"]))
    nominativeMarks.formUnion(TokenizedText.hashes(of: file["nominative_marks"]))
    perceptions.formUnion(TokenizedText.hashes(of: file["perceptions"]))
    gazes.formUnion(TokenizedText.hashes(of: file["gazes"]))
    whilst.formUnion(TokenizedText.hashes(of: file["whilst"]))
    infinitives.formUnion(TokenizedText.hashes(of: file["infinitives"]))
  }
}
