import Testing
import TroupeVocabulary

@testable import TroupeSelection

/// Names in a prompt that are no mentions: each is told, once.
struct NameHintTests {
  static func hints(_ prompt: String, shown: Set<Handle> = []) throws -> [String] {
    let parsed = try ParsedPrompt(prompt, names: CastNameTests.names)
    return NameHints.hints(in: parsed, names: CastNameTests.names, shown: shown).map {
      "\($0.name): " + $0.handles.map(\.text).joined(separator: ", ")
    }
  }

  private static let cases: [(String, [String])] = [
    ("kael on a roof", ["kael: kael"]), ("KAEL, Kael and kael's hat", ["kael: kael"]),
    ("a roof, Kael Stone on it", ["Kael Stone: kael"]), ("mikael, kaelstrom and kaela", []),
    ("the old lantern swings", ["old lantern: lantern"]), ("一盏灯笼挂在门上", ["灯笼: lantern"]),
    ("古いランタンと등불", ["ランタン: lantern"]), ("Кель на крыше", ["Кель: kael"]),
    ("张三在雨中，灯笼亮着", ["张三: zhang-san", "灯笼: lantern"]), ("@张三 和张三", []),
    ("@ kael and ＠ kael", ["kael: kael"]), ("@(kael) waves", ["kael: kael"]),
    ("<kael> {{kael}} $kael #kael", ["kael: kael"]),
    ("kael@mira waves", ["kael: kael", "mira: mira, tomas"]),
    ("@\"kael\" waves", ["kael: kael"]),
    ("[kael] and {lantern}", ["kael: kael", "lantern: lantern"]),
    ("@kael and the lantern", ["lantern: lantern"]), ("@kael, then kael again", []),
    ("old kael", ["old-kael: old-kael"]), ("old-kael waits", ["old-kael: old-kael"]),
    ("https://x.example/kael and mira@kael.example", []), ("www.kael.example/lantern", []),
    ("the plain \\@kael waves", []), ("", []), ("nothing here", []),
    ("O'Brien's hat and the O’Brien hat", ["obrien: obrien"]),
    ("a rose", ["Rose: rose-1, rose-2, twin"]),
  ]

  @Test(arguments: cases)
  func names(prompt: String, expected: [String]) throws {
    #expect(try Self.hints(prompt) == expected)
  }

  @Test func whatIsShownOrLeftOutNeedsNone() throws {
    #expect(try Self.hints("kael and a lantern", shown: ["kael"]) == ["lantern: lantern"])
  }

  @Test func theSentenceSaysWhatToWrite() throws {
    let prompt = try ParsedPrompt("凯尔在屋顶", names: CastNameTests.names)
    let hint = try #require(NameHints.hints(in: prompt, names: CastNameTests.names).first)
    #expect(hint.sentence.contains("'凯尔'") && hint.sentence.contains("Write @kael"))
  }

  @Test func oneCharacterIsNoName() throws {
    let names = CastNames([NamedAsset("凯"), NamedAsset("a"), NamedAsset("42")])
    let prompt = try ParsedPrompt("a 凯 in room 42", names: names)
    #expect(NameHints.hints(in: prompt, names: names).isEmpty)
  }
}
