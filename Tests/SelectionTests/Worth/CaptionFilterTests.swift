import Testing
import TroupeVocabulary

@testable import TroupeSelection

/// The filter may let too much through, never too little.
struct CaptionFilterTests {
  private static let captions = [
    "", "ANGRY", "An angry look.", "ａｎｇｒｙ", "愤怒！", "非常愤怒，坐着", "she's smiling", "smi'ling",
    "smiling\u{2014}at last", "ｓｍｉｌｉｎｇ", "微笑。", "gray background, soft light", "不愤怒", "白色背景",
    "Étienne en colère", "running/sitting", "with an UMBRELLA", "umbrellas", "雨伞", "ﬁghting", "坐",
    "angry😀", "😀angry", "very(angry)", "angr\u{00AD}y",
  ]

  @Test func whatAPictureSaysIsNeverMissed() throws {
    let kael = try Sample.asset("kael")
    var references = Self.captions.enumerated().map { Sample.reference(kael, $0, caption: $1) }
    references.append(Sample.reference(kael, 90, tags: ["umbrella"]))
    references.append(Sample.reference(kael, 91, look: "running"))
    let lexicon = Lexicon.reading(Self.captions)
    let own = AssetLexicon(
      references, views: [nil], namedLooks: [], shownLooks: [nil, "running"], standard: lexicon)
    var filter = lexicon.captionFilter
    filter.insert(own.phrases.firstWords { if case .tag = $0 { true } else { false } })
    var seen = 0
    for reference in references {
      let nature = PictureNature(reference, own: own, lexicon: lexicon)
      guard nature != PictureNature(view: nil) else { continue }
      seen += 1
      #expect(passes(reference, filter), "\(reference.caption)")
    }
    #expect(!passes(Sample.reference(kael, 99, caption: "砖墙, ivory"), filter))
    #expect(seen > 15)
  }

  private func passes(_ reference: Reference, _ filter: CaptionFilter) -> Bool {
    ([reference.caption, reference.look ?? ""] + reference.tags).contains {
      filter.mayMatch(TokenizedText($0).tokens[...])
    }
  }

  /// Words are hashed alike whether or not they are kept as texts.
  @Test func hashesAreThoseOfTheWords() {
    for caption in Self.captions + [
      "P.O.V. of a man. f/1.8 - wide; O.T.S", "a well-known, don't", "",
    ] {
      let (hashed, kept) = (TokenizedText(caption), TokenizedText(caption, keepsWords: true))
      #expect(hashed.hashes == kept.hashes, "\(caption)")
      #expect(kept.words.count == kept.hashes.count)
    }
  }

  /// What is added to a copy of a filter is not in the filter.
  @Test func aCopyIsAFilterOfItsOwn() {
    let filter = CaptionFilter([1])
    var copy = filter
    copy.insert(2)
    #expect(copy.mayContain(1) && copy.mayContain(2))
    #expect(!filter.mayContain(2))
  }

  @Test func foldingLeavesPlainTextAsItIs() {
    for text in ["A look, 愤怒、坐着。 It's on；x", "微笑，RUNNING", "ｆｕｌｌ，width！", "Ünï code", "か\u{3099}"] {
      let tokens = TokenizedText(text)
      let folded = TokenizedText(text.foldedKey)
      #expect(tokens.hashes == folded.hashes, "\(text)")
      #expect(tokens.tokens.map(\.breakBefore) == folded.tokens.map(\.breakBefore), "\(text)")
    }
  }
}
