import Foundation
import Testing
import TroupeVocabulary

@testable import TroupeSelection

/// Whom an instruction takes out of the picture, in ten languages.
struct RemovalTests {
  private static let names = CastNames(
    ["kael", "mira", "lantern", "hat", "灯笼", "凯尔", "ランタン", "랜턴"].map { handle in
      NamedAsset((try? Handle(handle)) ?? "kael")
    })

  private static let taken: [(String, [String])] = [
    ("remove @lantern", ["lantern"]), ("Remove the @lantern from @kael's hand.", ["lantern"]),
    ("erase @kael", ["kael"]), ("please delete both @kael and @mira", ["kael", "mira"]),
    ("take @kael out", ["kael"]), ("Take @kael and @mira out of the picture", ["kael", "mira"]),
    ("take out @lantern, keep @kael", ["lantern"]), ("get rid of @lantern", ["lantern"]),
    ("the same without @lantern", ["lantern"]), ("make @lantern disappear", ["lantern"]),
    ("@lantern is gone", ["lantern"]), ("@mira instead of @kael", ["kael"]),
    ("replace @kael with @mira", ["kael"]), ("swap @kael for @mira", ["kael"]),
    ("Replace @kael in the back by a tree", ["kael"]), ("change @kael into @mira", ["kael"]),
    ("do not show @lantern", ["lantern"]), ("remove @lantern and @kael's hat", ["lantern"]),
    ("crop @kael out of the frame, then dusk", ["kael"]),
    ("去掉@灯笼", ["灯笼"]), ("把@灯笼去掉", ["灯笼"]), ("请把@灯笼从画面中移除，@凯尔微笑", ["灯笼"]),
    ("删除@灯笼、@凯尔", ["灯笼", "凯尔"]), ("把@凯尔换成@mira", ["凯尔"]), ("不要@灯笼", ["灯笼"]),
    ("让@灯笼消失", ["灯笼"]), ("用@mira替换@凯尔", ["凯尔"]), ("擦掉@灯笼和@hat", ["hat", "灯笼"]),
    ("@ランタンを消してください", ["ランタン"]), ("@ランタンを画面から取り除いて", ["ランタン"]),
    ("@kaelを@miraに置き換えて", ["kael"]), ("@ランタンなしで", ["ランタン"]),
    ("@kaelの代わりに@mira", ["kael"]), ("@랜턴을 제거해 줘", ["랜턴"]), ("@랜턴을 화면에서 지워줘", ["랜턴"]),
    ("@kael를 @mira로 바꿔줘", ["kael"]), ("quita a @kael", ["kael"]), ("elimina @lantern", ["lantern"]),
    ("reemplaza a @kael por @mira", ["kael"]), ("haz que @lantern desaparezca", ["lantern"]),
    ("la misma escena sin @lantern", ["lantern"]), ("enlève @lantern", ["lantern"]),
    ("remplace @kael par @mira", ["kael"]), ("fais disparaître @lantern", ["lantern"]),
    ("sans @lantern ni @hat", ["hat", "lantern"]), ("entferne @lantern", ["lantern"]),
    ("Nimm @lantern weg", ["lantern"]), ("ersetze @kael durch @mira", ["kael"]),
    ("ohne @lantern", ["lantern"]), ("remova o @lantern", ["lantern"]),
    ("substitua @kael por @mira", ["kael"]), ("sem @lantern", ["lantern"]),
    ("togli @lantern", ["lantern"]), ("sostituisci @kael con @mira", ["kael"]),
    ("fai sparire @lantern", ["lantern"]), ("убери @lantern", ["lantern"]),
    ("замени @kael на @mira", ["kael"]), ("без @lantern", ["lantern"]),
  ]

  private static let staying: [String] = [
    "@kael removes his hat", "remove the hat from @kael", "remove @kael's hat",
    "do not remove @lantern", "don't erase @kael", "never take @kael out", "make it rain on @kael",
    "replace @kael's hat with @hat", "take @kael out for dinner", "turn @kael into a frog",
    "turn @kael to @mira", "change @kael to face @mira", "swap @kael and @mira",
    "remove the background behind @kael", "@kael and @mira wave", "keep @kael, darken the rest",
    "make @kael look to @mira", "@kael, remove nothing", "erase everything but @kael",
    "去掉@凯尔的帽子", "不要去掉@灯笼", "给@凯尔去掉帽子", "把@凯尔换成坐姿", "@凯尔把帽子去掉", "@凯尔拿着@灯笼",
    "@kaelの帽子を消して", "@kaelを残して背景を消して", "@ランタンを消さないで", "@kael의 모자를 지워줘",
    "@kael 모자를 지워줘", "@랜턴을 지우지 마", "quita el sombrero a @kael", "no quites a @kael",
    "como si @kael fuera más alto", "enlève le chapeau de @kael", "ne retire pas @kael",
    "nimm @kael den Hut weg", "entferne @kael nicht", "@kael sentado no @lantern",
    "@mira leva o @lantern", "togli il cappello a @kael", "убери у @kael шляпу", "не убирай @kael",
  ]

  @Test(arguments: taken)
  func takesOut(prompt: String, expected: [String]) throws {
    let parsed = try ParsedPrompt(prompt, names: Self.names)
    let found = Removals.standard.handles(in: parsed).map(\.text).sorted()
    #expect(found == expected.sorted())
  }

  @Test(arguments: staying)
  func leaves(prompt: String) throws {
    let parsed = try ParsedPrompt(prompt, names: Self.names)
    #expect(!parsed.mentions.isEmpty)
    #expect(Removals.standard.handles(in: parsed).isEmpty)
  }

  @Test func theFileHasTenLanguages() {
    #expect(RemovalWords.standard.count == 10)
  }

  @Test func onlyAnEditTakesOut() throws {
    let kael = Sample.candidates(try Sample.asset("kael"), [.front])
    let mira = Sample.candidates(try Sample.asset("mira"), [.front])
    let profile = try Sample.profile()
    func select(_ change: (inout Request) -> Void) throws -> SelectionResult {
      try Sample.select("remove @kael, show @mira", [kael, mira], profile, change: change)
    }
    #expect(try select { _ in }.selection.chosen.map(\.asset?.text) == ["kael", "mira"])
    let edit = try select { $0.parent = Sample.image(1, .parent) }
    #expect(edit.selection.chosen.map(\.asset?.text) == [nil, "mira"])
    #expect(
      edit.selection.excluded.map(\.reason)
        == ["left out: the instruction takes @kael out of the picture"])
    let added = try select {
      $0.parent = Sample.image(1, .parent)
      $0.with = [NamedLook("kael")]
    }
    #expect(added.selection.chosen.count == 3)
  }
}
