/// Words for what someone wears, holds or carries: those of several languages together.
struct ThingWords: Sendable {
  /// Words for things that details show, with names in English: no part of the body, but for shoes.
  private(set) var names = PhraseTable<String>()
  /// Phrases before what is held, and after it.
  private(set) var holding = PhraseTable<Void>()
  private(set) var holdingAfter = PhraseTable<Void>()
  /// Words before a back or shoulder by which something is on it, verbs before it that say so, and phrases after it.
  private(set) var bearers: Set<UInt64> = []
  private(set) var carriers: Set<UInt64> = []
  private(set) var carried = PhraseTable<Void>()
  /// Words for the camera, which is on no back.
  private(set) var cameras: Set<UInt64> = []

  /// Words behind a part of the body by which it is what acts, in scripts without spaces.
  private(set) var acts = PhraseTable<Void>()
  /// Words by which a part alone is seen, in such scripts: `手だけが見える`.
  private(set) var shown = PhraseTable<Void>()

  mutating func add(_ file: LanguageFile) {
    for (name, words) in file.thingGroups { names.add(words, name) }
    holding.add(file["holding"], ())
    holdingAfter.add(file["holding_after"], ())
    bearers.formUnion(TokenizedText.hashes(of: file["bearers"]))
    carriers.formUnion(TokenizedText.hashes(of: file["carriers"]))
    carried.add(file["carried"], ())
    acts.add(file["part_acts"], ())
    shown.add(file["only_shown"], ())
    cameras.formUnion(TokenizedText.hashes(of: file["cameras"]))
  }
}
