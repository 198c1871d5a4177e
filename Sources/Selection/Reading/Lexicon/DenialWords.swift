/// The words by which a denial is understood: those of several languages together.
struct DenialWords: Sendable {
  /// By language, words of its own that deny in English: `no` is `in the` in Portuguese.
  private(set) var homographs: [String: Set<UInt64>] = [:]
  /// Phrases for how much that stand between a denial and what it denies: `una sola`, `절대`.
  private(set) var degrees = PhraseTable<Void>()
  /// Denials of the past, and words for how it is now, with which they tell that it is: `never cried so hard`.
  private(set) var nevers: Set<[UInt64]> = []
  private(set) var unlikeBefore = PhraseTable<Void>()

  /// Words that say alone that what follows is not in the picture: `no`, `keine`. No article among them may be passed
  /// over as others are.
  private(set) var absentAlone: Set<UInt64> = []

  /// By word for `than`, the words before it by which one thing is preferred to another.
  private(set) var rather: [UInt64: Set<UInt64>] = [:]

  mutating func add(_ file: LanguageFile) {
    let absent = file.absentBefore.flatMap {
      LanguageFile.expanded($0) { TokenizedText(String($0)).hashes }
    }
    absentAlone.formUnion(absent.map { $0.flatMap(\.self) }.filter { $0.count == 1 }.joined())
    let own = file["homographs"].flatMap { TokenizedText($0).hashes }
    if !own.isEmpty { homographs[file.language] = Set(own) }
    degrees.add(file["degrees"], ())
    nevers.formUnion(
      file["nevers"].flatMap { LanguageFile.expanded($0) }.map { TokenizedText($0).hashes })
    unlikeBefore.add(file["unlike_before"], ())
    for pair in file["rather"].map({ TokenizedText($0).hashes }) where pair.count == 2 {
      rather[pair[1], default: []].insert(pair[0])
    }
  }
}
