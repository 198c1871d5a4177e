import Testing
import TroupeVocabulary

@testable import TroupeSelection

struct MentionTests {
  static func known() throws -> [Handle: [String]] {
    [
      Handle("kael"): ["casual", "armor"], Handle("kael-old"): [], Handle("凯尔"): ["夏装"],
      Handle("凯"): [], Handle("ミラ"): [], Handle("미라"): [], Handle("René"): [],
      Handle("สมชาย"): [], Handle("สมชายเดิน"): [], Handle("kaelstrom"): [],
      Handle("noir"): [], Handle("🗡️"): [], Handle("the_lamp"): [], Handle("dr.who"): [],
    ]
  }

  /// A mention as the table writes it: `handle/look*weight:role`.
  static func short(_ mention: Mention) -> String {
    mention.handle.text + (mention.look.map { "/\($0)" } ?? "")
      + (mention.weight == 1 ? "" : "*\(mention.weight)")
      + (mention.role.map { ":\($0.rawValue)" } ?? "")
  }

  @Test(arguments: [
    ("@kael in the same pose as @凯尔", ["kael", "凯尔:pose"]),
    ("ポーズは@kaelを参考に、@凯尔を描く", ["kael:pose", "凯尔"]),
    ("the pose of @kael", ["kael"]),
  ])
  func aRoleMayBeSaidBefore(prompt: String, expected: [String]) throws {
    let mentions = try ParsedPrompt(prompt, known: try Self.known()).mentions
    #expect(mentions.map(Self.short) == expected)
  }

  @Test(arguments: [
    ("@Renés Hand", ["René"]), ("@kaels and @凯尔", ["kael", "凯尔"]),
  ])
  func aGenitiveMayHaveNoApostrophe(prompt: String, expected: [String]) throws {
    let mentions = try ParsedPrompt(prompt, known: try Self.known()).mentions
    #expect(mentions.map(Self.short) == expected)
  }

  @Test(arguments: [
    ("@kael#77 waits", "@kael#77"), ("@Kael/casual#2", "@Kael/casual#2"),
    ("让@凯尔#3在咖啡馆", "@凯尔#3"), ("@kael＃７7, rain", "@kael#７7"), ("@[kael]#1", "@[kael]#1"),
  ])
  func theNumberOfAVersionIsNoPartOfAPrompt(prompt: String, value: String) throws {
    let names = CastNames(try Self.known().map { NamedAsset($0, looks: $1) })
    let error = #expect(throws: TroupeError.self) { try ParsedPrompt(prompt, names: names) }
    guard case .invalidValue("prompt", value, let expected)? = error else {
      Issue.record("\(prompt): \(String(describing: error))")
      return
    }
    #expect(expected.contains("not in the prompt") && expected.contains("\\#"))
    // What was sent once is sent again as it was.
    let again = try ParsedPrompt(prompt, names: names, isRecorded: true)
    #expect(again.textWithoutMentions.contains { "#＃".contains($0) })
  }

  @Test(arguments: [
    ("@kael\\#77 waits", "#77 waits"), ("@kael#hero", "#hero"), ("@kael#2nd", "#2nd"),
    ("@kael #2", " #2"), ("@kael \\#2", " \\#2"), ("@kael#", "#"), ("@kael\\#hero", "\\#hero"),
    ("@kael#三", "#三"), ("@kael, issue #3", ", issue #3"), ("@kael\\＃7", "＃7"),
  ])
  func aNumberSignThatIsTextStays(prompt: String, text: String) throws {
    for isRecorded in [false, true] {
      let names = CastNames(try Self.known().map { NamedAsset($0, looks: $1) })
      let parsed = try ParsedPrompt(prompt, names: names, isRecorded: isRecorded)
      #expect(parsed.mentions.map(Self.short) == ["kael"])
      #expect(parsed.pieces.last == .text(text), "\(prompt)")
    }
  }

  @Test(.timeLimit(.minutes(10))) func aLongLineOfMentionsIsRead() throws {
    let prompt = String(repeating: "@kael ", count: 20_000)
    let parsed = try ParsedPrompt(prompt, known: Self.known())
    #expect(parsed.mentions.count == 20_000)
  }

  @Test(arguments: [
    ("@kael on a roof", ["kael"]),
    ("@kael, @kael. (@kael) @kael's \"@kael\"", ["kael", "kael", "kael", "kael", "kael"]),
    ("@KAEL ＠ｋａｅｌ", ["kael", "kael"]),
    ("@kael在咖啡馆", ["kael"]),
    ("让@凯尔在咖啡馆", ["凯尔"]),
    ("@凯在咖啡馆", ["凯"]),
    ("@凯尔和@kael", ["凯尔", "kael"]),
    ("@ミラが走る", ["ミラ"]),
    ("@ﾐﾗが走る", ["ミラ"]),
    ("@미라가 달린다", ["미라"]),
    ("@🗡drawn and @🗡\u{FE0F}", ["🗡️", "🗡️"]),
    ("@kael/casual and @Kael/ARMOR", ["kael/casual", "kael/armor"]),
    ("@凯尔/夏装在海边", ["凯尔/夏装"]),
    ("@kael/ or @kael/@凯", ["kael", "kael", "凯"]),
    ("@kael-old and @kael-like", ["kael-old", "kael"]),
    ("@Rene\u{301} @rené", ["René", "René"]),
    ("@kael*2 and @凯尔*0.5.", ["kael*2.0", "凯尔*0.5"]),
    ("**@kael** *2", ["kael"]),
    ("@noir as style, @kael as Pose", ["noir:style", "kael:pose"]),
    ("@kael as stylish, @kael as king", ["kael", "kael"]),
    ("@kael/casual*3 as composition", ["kael/casual*3.0:composition"]),
    ("mail bob@example.com or 7@kael", []),
    ("a plain \\@kael and \\＠kael", []),
    ("at @ nothing @, @", []),
    ("", []),
    ("@미라가 @미라를 @미라의", ["미라", "미라", "미라"]),
    ("@미라の隣", ["미라"]),
    ("@kael이 뛴다", ["kael"]),
    ("@สมชายเดิน @สมชาย เดิน", ["สมชายเดิน", "สมชาย"]),
    ("@kael's @kael’s @kael- @kael_ @kael.", ["kael", "kael", "kael", "kael", "kael"]),
    ("@kael-2 and @kaelstrom", ["kael", "kaelstrom"]),
    ("@kael@凯尔@kael @kael@b.com", ["kael", "凯尔", "kael", "kael"]),
    ("foo@kael a@b.com x.y@kael.org é@kael 9@kael", []),
    ("对@kael说，找＠凯尔。", ["kael", "凯尔"]),
    ("❤️@kael❤️ 👍@kael👍", ["kael", "kael"]),
    ("@kael/casual/extra", ["kael/casual"]),
    ("＠ｋａｅｌ／ｃａｓｕａｌ", ["kael/casual"]),
    ("@kael*2.5 as pose", ["kael*2.5:pose"]),
    ("@kael＊2 @kael×2", ["kael*2.0", "kael"]),
    ("@kael作为风格，@凯尔作为姿势 @kael作为形象", ["kael:style", "凯尔:pose", "kael:identity"]),
    ("@kael 作为构图", ["kael:composition"]),
    ("@kael as styled, @kael as a style, @kael as-style", ["kael", "kael", "kael"]),
    ("@kael as\tstyle @kael  as style", ["kael:style", "kael:style"]),
    ("@kael\nas style", ["kael"]),
    ("«@kael» “@kael” [@kael] <@kael> @kael: @kael; @kael!", Array(repeating: "kael", count: 7)),
    ("\\\\@kael and \\@kael", []),
    ("\u{200B}@kael\u{200B}", ["kael"]),
    ("@KAEL/Casual @Ｋael", ["kael/casual", "kael"]),
  ])
  func reads(prompt: String, expected: [String]) throws {
    let mentions = try ParsedPrompt(prompt, known: try Self.known())
    #expect(mentions.mentions.map(Self.short) == expected)
  }

  private static let inMarkdown: [(String, [String])] = [
    ("_@kael_ __@kael__ *@kael* **@kael** ~~@kael~~ `@kael`", Array(repeating: "kael", count: 6)),
    ("_@the_lamp_, @the_lamp_ and _@the_lamp", ["the_lamp", "the_lamp", "the_lamp"]),
    ("***@kael/armor*** > @kael # @kael | @kael |", ["kael/armor", "kael", "kael", "kael"]),
    (
      "(@kael) [@kael](https://x.example) “@kael” ‘@kael’ —@kael—",
      Array(repeating: "kael", count: 5)
    ),
    ("「@凯尔」（@凯尔）《@凯尔》，@凯尔：你好", Array(repeating: "凯尔", count: 4)),
    ("\\_@kael\\_ {@kael} /@kael +@kael =@kael", Array(repeating: "kael", count: 5)),
  ]

  @Test(arguments: inMarkdown)
  func readsInMarkdown(prompt: String, expected: [String]) throws {
    try reads(prompt: prompt, expected: expected)
  }

  private static let addresses: [(String, [String])] = [
    ("https://x.example/@kael", []), ("http://x.example/@kael/1 @kael", ["kael"]),
    ("HTTPS://x.example/@kael, mailto:@kael, www.x.example/@kael", []),
    ("social.example/@kael or t.me/@kael", []), ("x.example:8080/@kael", []),
    ("gs://bucket/@kael.png ftp://x/@kael", []), ("(https://x.example/a)@kael", ["kael"]),
    ("<https://x.example/@kael>@kael", ["kael"]), ("https://x.example/?a=@kael&b=@kael", []),
    ("[a](https://x.example/@kael) @kael", ["kael"]), ("https://x.example/@kael在海边", []),
    ("见https://x.example，@凯尔在海边", ["凯尔"]), ("https://x.example/a,@kael", ["kael"]),
    ("kael.mira@x.example <a+b@kael.org> a_@kael.org a_b@kael", []),
    ("either/or/@kael 1/2/@kael e.g./@kael :@kael", Array(repeating: "kael", count: 4)),
    ("@dr.who/@kael", ["dr.who", "kael"]),
  ]

  @Test(arguments: addresses)
  func addressesHaveNone(prompt: String, expected: [String]) throws {
    try reads(prompt: prompt, expected: expected)
  }

  @Test func rangeCoversWeightAndRole() throws {
    let prompt = "see @kael/casual*2 as pose here"
    let mentions = try ParsedPrompt(prompt, known: try Self.known())
    #expect(mentions.mentions.map { String(prompt[$0.range]) } == ["@kael/casual*2 as pose"])
  }

  @Test func escapedAtLosesItsBackslashOnly() throws {
    let mentions = try ParsedPrompt(#"a\b \@kael \\ c"#, known: try Self.known())
    #expect(mentions.pieces == [.text(#"a\b @kael \\ c"#)])
  }

  @Test(arguments: [
    ("@kaelan runs", "kaelan", ["kael"]),
    ("@kale在跑", "kale", ["kael"]),
    ("@kal.", "kal", ["kael"]),
    ("@kaelo and", "kaelo", ["kael"]),
    ("@凱尔在跑", "凱尔在跑", ["凯尔"]),
    ("@last in rain", "last", []),
    ("@zzzzzz", "zzzzzz", []),
  ])
  func unknownNamesTheNearest(prompt: String, written: String, nearest: [String]) throws {
    let known = try Self.known().filter { $0.key.text != "kael-old" }
    #expect(throws: TroupeError.catalog(.unknownAsset(written, nearest: nearest))) {
      try ParsedPrompt(prompt, known: known)
    }
  }

  @Test func nearestAreAtMostThreeAndNearestFirst() throws {
    let names = ["mira", "mirra", "miraa", "myra", "zed"]
    #expect(Spelling.nearest(to: "mirab", among: names) == ["mira", "miraa", "mirra"])
  }

  @Test func unknownLookNamesTheKnownOnes() throws {
    #expect(
      throws: TroupeError.catalog(
        .unknownLook(asset: "kael", look: "swim", known: ["casual", "armor"]))
    ) { try ParsedPrompt("@kael/swim", known: try Self.known()) }
  }

  @Test(arguments: ["@kael*0", "@kael*11", "@kael*0.01"])
  func weightsHaveARange(prompt: String) throws {
    let error = #expect(throws: TroupeError.self) {
      try ParsedPrompt(prompt, known: try Self.known())
    }
    #expect(error?.code == "invalid_value")
  }

  @Test func oneAssetPerHandleWithItsLooks() throws {
    let assets = try ParsedPrompt(
      "@kael/armor, @凯尔, @KAEL*2, @kael/armor as pose", known: try Self.known()
    ).assets
    #expect(assets.map(\.handle.text) == ["kael", "凯尔"])
    #expect(assets[0].looks == ["armor", nil])
    #expect(assets[0].weight == 2)
    #expect(assets[0].role == .pose)
  }
}
