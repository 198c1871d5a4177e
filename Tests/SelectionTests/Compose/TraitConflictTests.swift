import Testing
import TroupeVocabulary

@testable import TroupeSelection

struct TraitConflictTests {
  private static func review(
    _ prompt: String, _ traits: [String], change: (inout Request) -> Void = { _ in }
  ) throws -> TraitReview {
    let assets = [
      AssetCandidates(
        asset: try Sample.asset("mira", name: "Mira", traits: traits), references: []),
      AssetCandidates(asset: try Sample.asset("tomas", name: "Tomas"), references: []),
      AssetCandidates(asset: try Sample.asset("noir", .style, name: "Noir"), references: []),
    ]
    var request = Request(prompt: prompt, model: "test-model")
    change(&request)
    return TraitReview(
      request, prompt: try ParsedPrompt(prompt, known: assets.known), images: [], assets: assets)
  }

  @Test(arguments: [
    ("@mira dyes her hair black", "gray hair"), ("@mira's hair is now black", "gray hair"),
    ("@mira with black hair", "gray hair"), ("@mira's hair is no longer gray", "gray hair"),
    ("@mira, her hair dyed bright red", "gray hair"), ("@mira is bald now", "gray hair"),
    ("@mira without her glasses", "round glasses"),
    ("@mira takes off her glasses", "round glasses"),
    ("@mira takes her glasses off", "round glasses"), ("@mira, no glasses", "round glasses"),
    ("Without her glasses, @mira squints", "round glasses"),
    ("@mira at the window. She takes off her glasses.", "round glasses"),
    ("@mira isn't wearing her round glasses", "round glasses"),
    ("@mira in square glasses", "round glasses"),
    ("@mira in a red coat", "blue coat"), ("@mira wearing a long red coat", "a blue coat"),
    ("In a red wool coat, @mira waits", "blue coat"), ("@mira's red coat flaps", "navy coat"),
    ("@mira and @tomas without their glasses", "round glasses"),
    ("@mira has lost the silver amulet", "silver amulet"),
    ("@mira shaved off the beard", "a short beard"), ("@mira, clean-shaven", "gray beard"),
    ("@mira把头发染成黑色", "灰色头发"), ("@mira黑发飘扬，她的红色头发", "灰色头发"),
    ("@mira摘下眼镜", "圆框眼镜"), ("@mira没戴眼镜", "圆框眼镜"), ("@mira把眼镜摘了", "圆框眼镜"),
    ("@mira穿着红色的外套", "蓝色外套"), ("@mira把頭髮染成黑色", "灰色頭髮"),
    ("@mira把头发染成黑色", "gray hair"), ("@miraが眼鏡を外す", "丸い眼鏡"),
    ("@miraは髪を黒く染める", "白髪"), ("@miraが赤いコートを着ている", "青いコート"),
    ("@mira가 안경을 벗는다", "둥근 안경"), ("@mira se quita las gafas", "gafas redondas"),
    ("@mira sin sus gafas en la calle", "round glasses"),
    ("@mira se tiñe el pelo de negro", "pelo gris"),
    ("@mira con un abrigo rojo en la calle", "abrigo azul"),
    ("@mira enlève ses lunettes dans la rue", "lunettes rondes"),
    ("@mira se teint les cheveux en noir", "cheveux gris"),
    ("@mira dans un manteau rouge", "manteau bleu"), ("@mira ohne Brille im Regen", "runde Brille"),
    ("@mira nimmt die Brille ab und lächelt", "runde Brille"),
    ("@mira in einem roten Mantel", "blauer Mantel"),
    ("@mira färbt sich die Haare schwarz", "graue Haare"),
    ("@mira sem óculos na praia", "óculos redondos"),
    ("@mira si toglie gli occhiali nella strada", "occhiali rotondi"),
    ("@mira in a red evening dress", "beige trench coat"),
    ("@mira wears a green parka", "beige trench coat"),
    ("@mira wears a green parka", "trench-coat beige"),
    ("@mira en robe du soir rouge", "trench-coat beige"),
    ("@mira in a gray hoodie", "white chef's whites"), ("@mira in a gray hoodie", "白い調理服"),
    ("@miraが灰色のパーカーを着て歩く", "白い調理服"), ("@miraが洋服を着ている", "赤い着物"),
    ("@mira ohne Bart am Fenster", "weißer Vollbart"),
    ("@mira steht glatt rasiert am Fenster", "weißer Vollbart"),
    ("@mira without his red raincoat", "roter Regenmantel"),
    ("@mira, no freckles", "freckles across the nose"),
    ("@mira without a cigarette", "toujours une cigarette éteinte aux lèvres"),
    ("@mira sans cigarette dans la rue", "toujours une cigarette éteinte aux lèvres"),
    ("@mira at seventy, white hair, in a chair", "auburn hair"),
    ("@mira at twenty, long hair", "short gray hair"),
    ("@mira as an old woman with gray hair", "black hair"),
    ("@mira as an old woman on a bench", "black hair"),
    ("@mira as a child in a garden", "a long beard"), ("@mira as a child", "beige trench coat"),
    ("@mira als kleines Mädchen im Garten", "graue Haare"),
    ("@mira, aged 8, on a swing", "wrinkles around the eyes"),
    ("小时候的@mira在花园里", "白发"), ("@miraの子供の頃、庭で遊ぶ", "白髪"),
    ("@mira à vingt ans sur la plage", "cheveux gris"),
    ("@mira a los veinte años en la playa", "pelo gris"),
    ("@mira в двадцать лет на пляже", "седые волосы"),
    ("Сними с @mira очки, пусть улыбается", "круглые очки"),
    ("@mira de niña en la playa", "pelo gris"), ("@mira в детстве, на пляже", "седые волосы"),
    ("@mira снимает очки", "круглые очки"), ("@mira в красном пальто", "синее пальто"),
  ])
  func aTraitThatThePromptContradictsIsLeftOutAndTold(prompt: String, trait: String) throws {
    let review = try Self.review(prompt, [trait, "a silver tooth"])
    #expect(review.stated.values.first == ["a silver tooth"], "\(prompt)")
    let one = try #require(review.adjustments.first)
    #expect(one.field == "traits" && one.before == trait && one.after.isEmpty)
    #expect(one.reason.contains("@mira") && review.warnings.first?.contains(trait) == true)
  }

  @Test(arguments: [
    ("@mira with gray hair", "gray hair"), ("@mira's gray hair in the wind", "gray hair"),
    ("@mira adjusts her round glasses", "round glasses"),
    ("@mira cleans her glasses", "round glasses"),
    ("@mira never takes off her glasses", "round glasses"),
    ("@mira doesn't take off her glasses", "round glasses"),
    ("@mira is never without her glasses", "round glasses"),
    ("@tomas takes off his glasses; @mira laughs", "round glasses"),
    ("@mira watches a woman with black hair", "gray hair"),
    ("@mira pets a dog with black hair", "gray hair"),
    ("@mira looks at @tomas without his glasses", "round glasses"),
    ("@mira in a red coat and a blue hat", "blue hat"), ("@mira in a blue coat", "navy coat"),
    ("@mira in a long coat", "blue coat"), ("@mira beside the red coat rack", "blue coat"),
    ("no one touches her glasses, @mira smiles", "round glasses"),
    ("@mira combs her hair, a black cat at her feet", "gray hair"),
    ("@mira wraps her hair in black cloth", "gray hair"),
    ("@mira without a word adjusts her glasses", "round glasses"),
    ("@mira, a glass of red wine", "round glasses"), ("@mira in the rain", "red umbrella"),
    ("Two men without glasses. @mira waits. @tomas too.", "round glasses"),
    ("@mira灰色头发在风中", "灰色头发"), ("@mira扶了扶眼镜", "圆框眼镜"), ("@mira看着@tomas摘下眼镜", "圆框眼镜"),
    ("@mira从不摘下眼镜", "圆框眼镜"), ("@mira看着一个黑发的女人", "灰色头发"),
    ("@mira发现红色外套的男人", "灰色头发"), ("@miraが眼鏡をかける", "丸い眼鏡"),
    ("@mira limpia sus gafas en la calle", "gafas redondas"),
    ("@mira nettoie ses lunettes dans la rue", "lunettes rondes"),
    ("@mira putzt ihre Brille im Regen", "runde Brille"), ("@mira поправляет очки", "круглые очки"),
  ])
  func nothingElseIs(prompt: String, trait: String) throws {
    let review = try Self.review(prompt, [trait])
    #expect(review.stated.values.first == [trait], "\(review.warnings)")
    #expect(review.adjustments.isEmpty && review.warnings.isEmpty)
  }

  @Test func aTraitIsLeftOutPlainlyWhereTheUserSaysSo() throws {
    let review = try Self.review("@mira waves", ["gray hair", "scar"]) {
      $0.withoutTraits = ["Gray Hair"]
    }
    #expect(review.stated.values.first == ["scar"] && review.adjustments.isEmpty)
  }

  @Test func anUnknownTraitNamesThoseThereAre() throws {
    let assets = [
      AssetCandidates(asset: try Sample.asset("mira", traits: ["scar"]), references: [])
    ]
    let request = Request(prompt: "@mira", model: "test-model", withoutTraits: ["scars"])
    #expect(throws: TroupeError.catalog(.unknownTrait("scars", known: ["scar"]))) {
      try TraitReview.check(request, assets: assets)
    }
  }

  @Test func hairThatIsChangedIsNotKept() throws {
    for (prompt, isChanged) in [
      ("@mira dyes her hair black", true), ("@mira is bald", true),
      ("@mira, her hair is white now", false),
      ("@mira cuts off her hair", true),
      ("@mira combs her hair", false), ("@mira's black hair shines", false), ("@mira waves", false),
    ] {
      #expect(try Self.review(prompt, []).changedHair.isEmpty != isChanged, "\(prompt)")
    }
  }
}
