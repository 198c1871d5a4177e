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
      #expect(filter.mayMatch(reference), "\(reference.caption)")
    }
    #expect(!filter.mayMatch(Sample.reference(kael, 99, caption: "砖墙, ivory")))
    #expect(seen > 15)
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
