import Testing
import TroupeVocabulary

@testable import TroupeSelection

/// Handles, aliases and names: what a mention may call an asset.
struct CastNameTests {
  static let names = CastNames([
    NamedAsset(
      "kael", looks: ["casual"], aliases: ["凯尔", "Кель", "The Grey One"], name: "Kael Stone"),
    NamedAsset("zhang-san", looks: ["夏装"], name: "张三"),
    NamedAsset("lantern", aliases: ["灯笼", "ランタン", "등불"], name: "old lantern"),
    NamedAsset("old-kael", name: "Kael the Elder"), NamedAsset("obrien", name: "O'Brien"),
    NamedAsset("rose-1", name: "Rose"), NamedAsset("rose-2", name: "Rose"),
    NamedAsset("mira", name: "tomas"), NamedAsset("tomas", name: "Mira"),
    NamedAsset("ivy", name: "last"), NamedAsset("twin", aliases: ["rose"], name: "Twin"),
    NamedAsset("brush", name: "Big Brush"),
  ])

  static func handles(_ prompt: String) throws -> [String] {
    try ParsedPrompt(prompt, names: names).mentions.map(MentionTests.short)
  }

  private static let cases: [(String, [String])] = [
    ("@凯尔在屋顶，@灯笼亮着", ["kael", "lantern"]), ("@Кель, @КЕЛЬ и @кель", ["kael", "kael", "kael"]),
    ("@張三 \\@張三", []), ("@张三走在雨中", ["zhang-san"]), ("@张三/夏装", ["zhang-san/夏装"]),
    ("@ランタンの光 @ﾗﾝﾀﾝ @등불을", ["lantern", "lantern", "lantern"]),
    ("@[张三] @[Kael the Elder] @[ kael ] @[@kael]", ["zhang-san", "old-kael", "kael", "kael"]),
    ("@[kael  stone]'s and @[KAEL STONE].", ["kael", "kael"]),
    ("@【张三】@［张三］", ["zhang-san", "zhang-san"]),
    (
      "@[kael/casual] @[kael]/casual @[Kael Stone/Casual]",
      Array(repeating: "kael/casual", count: 3)
    ),
    ("@[kael]*2 as pose, @[the grey one]", ["kael*2.0:pose", "kael"]),
    ("@Kael Stone waves, @kael stone*2", ["kael", "kael*2.0"]), ("@kael stoned", ["kael"]),
    ("@O'Brien's hat, @o’brien", ["obrien"]), ("@The Grey One sits", ["kael"]),
    ("@Big Brush as style", ["brush:style"]), ("@big\nbrush", []),
    // A handle goes before an alias, an alias before a name.
    ("@mira and @tomas", ["mira", "tomas"]), ("@rose", ["twin"]), ("@[Rose]", ["twin"]),
    ("@[not closed and @kael", ["kael"]), ("@[] @[ ] @[!]", []), ("see @[kael](a)", ["kael"]),
  ]

  @Test(arguments: cases)
  func finds(prompt: String, expected: [String]) throws {
    if prompt.contains("張三") || prompt.hasPrefix("@big") || prompt.contains("o’brien") {
      // An unknown word is an error, not silence.
      #expect(throws: TroupeError.self) { try Self.handles(prompt) }
      return
    }
    #expect(try Self.handles(prompt) == expected)
  }

  @Test func aMentionCoversTheWholeName() throws {
    let prompt = "see @Kael Stone here, @[Kael the Elder] there"
    let parsed = try ParsedPrompt(prompt, names: Self.names)
    #expect(
      parsed.mentions.map { String(prompt[$0.range]) } == ["@Kael Stone", "@[Kael the Elder]"])
  }

  @Test(arguments: [
    ("@Kael the Elder sits", "Kael the Elder", ["kael", "old-kael"]),
    ("@[Kael the elder] and @Kael the elder", "Kael the elder", ["kael", "old-kael"]),
  ])
  func aLongerNameOfAnotherIsAmbiguous(prompt: String, written: String, handles: [String]) {
    #expect(throws: TroupeError.catalog(.ambiguousName(written, handles: handles))) {
      try Self.handles(prompt)
    }
  }

  @Test func aNameOfSeveralNamesTheHandles() {
    let names = CastNames([NamedAsset("rose-1", name: "Rose"), NamedAsset("rose-2", name: "Rose")])
    for prompt in ["@Rose waits", "@[rose] waits", "@rose"] {
      let error = #expect(throws: TroupeError.self, "\(prompt)") {
        try ParsedPrompt(prompt, names: names)
      }
      #expect(error?.code == "ambiguous_name", "\(prompt)")
    }
    #expect(
      throws: TroupeError.catalog(.ambiguousName("Rose", handles: ["rose-1", "rose-2"]))
    ) { try ParsedPrompt("@[Rose]", names: names) }
  }

  @Test(arguments: [
    ("@last in rain", "last", []), ("@[last]", "last", []), ("@灯龙", "灯龙", ["lantern"]),
    ("@[Kael Stome]", "Kael Stome", ["kael"]), ("@[kael/swim]", "", []),
  ])
  func unknownNamesTheNearest(prompt: String, written: String, nearest: [String]) {
    let expected: TroupeError =
      written.isEmpty
      ? .catalog(.unknownLook(asset: "kael", look: "swim", known: ["casual"]))
      : .catalog(.unknownAsset(written, nearest: nearest))
    #expect(throws: expected) { try Self.handles(prompt) }
  }

  @Test(.timeLimit(.minutes(10))) func longPromptsAreReadInOneGo() throws {
    for unit in ["@[", "_@kael_ ", "@[kael] ", "a.b/", "www.", "(https://x/@kael) ", "@凯尔在", "a@"] {
      _ = try? Self.handles(String(repeating: unit, count: 20_000))
    }
  }
}
