import Testing

@testable import TroupeSearch

struct TextSegmenterTests {
  @Test(arguments: [
    ("Red scarf, at night!", ["red", "scarf", "at", "night"]),
    ("Café ÉCLAIR naïve", ["cafe", "eclair", "naive"]),
    ("cafe\u{301}", ["cafe"]),
    ("Ёлка", ["елка"]),
    ("ＦＵＬＬ ｗｉｄｔｈ１", ["full", "width1"]),
    ("凯尔在cafe", ["凯", "尔", "在", "cafe"]),
    ("ガラス ｶﾞﾗｽ", ["ガ", "ラ", "ス", "ガ", "ラ", "ス"]),
    ("한국어 2회", ["한", "국", "어", "2", "회"]),
    ("\u{1112}\u{1161}\u{11AB}", ["한"]),
    ("हिन्दी", ["हिन्दी"]),
    ("𠮷野家", ["𠮷", "野", "家"]),
    ("don't snake_case", ["don", "t", "snake", "case"]),
    ("🎭 — … ☂", ["\u{E010}1f3ad", "\u{E010}2602"]), ("\u{E010}1f3ad", ["1f3ad"]), ("", []),
    ("\u{301}", []),
    ("İstanbul", ["istanbul"]), ("ﬁne", ["fine"]),
  ])
  func cuts(text: String, expected: [String]) {
    #expect(TextSegmenter.tokens(text) == expected)
    #expect(TextSegmenter.indexed(text) == expected.joined(separator: " "))
  }

  @Test func cuttingTwiceChangesNothing() {
    for text in ["Café 凯尔 ガ हिन्दी ﬁ Å한국", "ＡＢＣ𠮷é"] {
      let once = TextSegmenter.indexed(text)
      #expect(TextSegmenter.indexed(once) == once)
    }
  }
}
