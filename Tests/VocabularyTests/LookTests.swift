import Foundation
import Testing
import TroupeVocabulary

struct LookTests {
  @Test func aLookOfOldHasNoTraits() throws {
    let old = Data(#"{"description":"off duty","name":"casual"}"#.utf8)
    #expect(
      try CanonicalJSON.decode(Look.self, from: old)
        == Look(name: "casual", description: "off duty"))
    let new = Look(name: "child", description: "at eight", traits: ["two braids", "a gap tooth"])
    let text = try CanonicalJSON.encode(new)
    #expect(try CanonicalJSON.decode(Look.self, from: text) == new)
  }

  @Test func aLookIsFoundInAnySpelling() throws {
    let asset = Asset(
      id: ULID(at: .now, entropy: 1), handle: "mira", kind: .character, name: "Mira",
      looks: [Look(name: "Child"), Look(name: "冬装")], createdAt: .now)
    for name in ["child", "CHILD", "ｃｈｉｌｄ"] {
      #expect(try asset.look(named: name).name == "Child", "\(name)")
    }
    #expect(try asset.look(named: "冬装").name == "冬装")
    #expect(
      throws: TroupeError.catalog(
        .unknownLook(asset: "mira", look: "last", known: ["Child", "冬装"]))
    ) { try asset.look(named: "last") }
  }

  @Test(arguments: ["@mira/child", "mira/child", "＠mira／child"])
  func aNamedLookIsReadWithEitherSlash(_ text: String) throws {
    #expect(try NamedLook(typed: text) == NamedLook("mira", look: "child"))
  }
}
