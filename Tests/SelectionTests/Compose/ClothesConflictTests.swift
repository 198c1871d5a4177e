import Testing
import TroupeVocabulary

@testable import TroupeSelection

/// Clothes and what is taken away, against traits.
struct ClothesConflictTests {
  private static func review(_ prompt: String, _ traits: [String]) throws -> TraitReview {
    let assets = [
      AssetCandidates(
        asset: try Sample.asset("mira", name: "Mira", traits: traits), references: []),
      AssetCandidates(asset: try Sample.asset("tomas", name: "Tomas"), references: []),
      AssetCandidates(
        asset: try Sample.asset("bottle", .object, name: "Bottle", traits: traits), references: []),
    ]
    return TraitReview(
      Request(prompt: prompt, model: "test-model"),
      prompt: try ParsedPrompt(prompt, known: assets.known), images: [], assets: assets)
  }

  @Test(arguments: [
    ("@mira in an oversized charcoal suit, no glasses", "파란 후드티"),
    ("@mira in an elegant floor-length gown", "blue hoodie"),
    ("@mira in a battered old leather jacket", "blue coat"),
    ("@mira guida piano, in giacca di jeans", "白い調理服"),
    ("@mira wearing a denim jacket", "white chef's uniform"),
    ("@mira and @tomas laugh, each holding a @bottle, both in white linen shirts", "maiô azul"),
    ("@mira asleep in her bunk in blue pajamas", "gelbe Gummistiefel"),
    ("@mira im Schlafanzug auf dem Bett", "gelbe Gummistiefel"),
    ("@mira in a nightgown at the window", "black felt hat"),
    ("@mira in a red swimsuit on the beach", "brown leather boots"),
    ("@mira穿着睡衣躺在床上", "yellow rubber boots"), ("@miraがパジャマを着て眠る", "黄色い長靴"),
    ("@mira in a tailored suit at the gala", "yellow rubber boots"),
    ("@mira in a tuxedo at the gala", "blue baseball cap"),
    ("Remove the steam and change @mira's white jacket to a black one", "白い調理服"),
    ("@mira en pyjama rayé sur le lit", "bottes en caoutchouc jaunes"),
    ("@mira en pijama en la cama", "botas de goma amarillas"),
    ("@mira in sunglasses on the beach", "gray-blue eyes"),
    ("@mira in a floor-length gown on the stairs", "scar on the right knee"),
    ("@mira in a long red dress on the stairs", "cicatriz no joelho direito"),
    (
      "@mira è seduta sulla sella della moto con una sciarpa rossa e occhiali da sole",
      "gray-blue eyes"
    ),
    ("@mira dances with @tomas, in a red dress", "blue coat"),
  ])
  func otherClothesTakeThePlaceOfATrait(prompt: String, trait: String) throws {
    let review = try Self.review(prompt, [trait, "a silver tooth"])
    let mira = Handle("mira")
    #expect(review.stated[mira] == ["a silver tooth"], "\(prompt)")
  }

  @Test(arguments: [
    ("@mira in a tailored suit at the gala", "brown leather boots"),
    ("@mira in a blue hoodie and old jeans", "blue hoodie"),
    ("@mira in a denim jacket over her dress", "red dress"),
    ("@mira sells pajamas at the market", "yellow rubber boots"),
    ("@mira dances with @tomas, in a red dress", "silver ring"),
    ("@mira in a swimsuit", "straw hat"), ("@mira in a short red dress", "scar on the right knee"),
    ("@mira next to an old coat rack", "blue jacket"),
    ("@mira watches a man in an oversized charcoal suit", "blue hoodie"),
    ("@mira walks in the rain under a big red umbrella", "blue coat"),
    ("@mira in a long wool coat", "black suit"), ("@mira with a cup of coffee", "blue eyes"),
    ("@mira con gli occhiali in mano", "gray-blue eyes"),
  ])
  func clothesThatGoWithItDoNot(prompt: String, trait: String) throws {
    let review = try Self.review(prompt, [trait])
    let mira = Handle("mira")
    #expect(review.stated[mira] == [trait], "\(prompt) \(review.warnings)")
  }

  @Test(arguments: [
    ("@mira without her ring, at the window", "gold ring in the left nostril"),
    ("Tire o chapéu do @tomas e tire a argola do nariz da @mira", "gold ring in the left nostril"),
    ("Remove the ring of @mira and the hat of @tomas", "gold ring in the left nostril"),
    ("@mira sin el anillo, en la playa", "gold ring on the left hand"),
    ("@mira sans sa bague dans la rue", "gold ring on the left hand"),
    ("@mira ohne ihren Ring im Regen", "gold ring on the left hand"),
    ("@mira senza l'anello nella strada", "gold ring on the left hand"),
    ("@mira без кольца у окна", "gold ring on the left hand"),
    ("@mira没戴戒指", "gold ring on the left hand"), ("@miraが指輪を外す", "gold ring on the left hand"),
    ("@mira가 반지를 뺀다", "gold ring on the left hand"),
    ("@mira, ring off, necklace off", "a silver ring"),
    ("@mira with her hat off", "black felt hat"),
    ("@mira, watch removed", "серебряные часы на цепочке"),
    ("@mira without her cane", "geht am Stock"),
    ("@mira sans sa canne dans la rue", "walks with a cane"),
    ("@mira ohne Sommersprossen im Gesicht", "freckles across the nose"),
    ("@mira con el tatuaje borrado, sin tatuajes", "a swallow tattoo"),
    ("Retire la cicatrice de @mira", "cicatriz no joelho direito"),
    ("@mira sem a pulseira na praia", "a shell bracelet"), ("@mira without her bag", "白いバッグ"),
  ])
  func whatIsTakenAwayIsNotStated(prompt: String, trait: String) throws {
    let review = try Self.review(prompt, [trait, "a silver tooth"])
    let mira = Handle("mira")
    #expect(review.stated[mira] == ["a silver tooth"], "\(prompt)")
  }

  @Test(arguments: [
    (
      "Product shot: @bottle on a block of ice, orange background, crown cap off",
      "crown cap in white"
    ),
    ("@bottle on ice, cap off", "crown cap in white"),
    ("@bottle without its label", "orange label"),
    ("@bottle ohne Etikett auf dem Tisch", "orange label"),
    ("@mira pours from the @bottle, the lid removed", "a tin lid"),
    ("Change the label of @bottle to blue", "orange label"), ("@bottle没有标签，放在冰上", "橙色标签"),
  ])
  func whatIsTakenFromAThingIsNotStated(prompt: String, trait: String) throws {
    let review = try Self.review(prompt, [trait, "a dent"])
    let bottle = Handle("bottle")
    #expect(review.stated[bottle] == ["a dent"], "\(prompt)")
  }

  @Test(arguments: [
    ("@mira holds the @bottle, her cap off", "crown cap in white"),
    ("@bottle next to a man with his cap off", "crown cap in white"),
    ("@bottle with its orange label to the camera", "orange label"),
    ("@bottle off center on the left, cap in focus", "crown cap in white"),
    ("@mira takes off her hat; @bottle on the table", "white hat on the label"),
  ])
  func whatIsTakenFromOthersIs(prompt: String, trait: String) throws {
    let review = try Self.review(prompt, [trait])
    let bottle = Handle("bottle")
    #expect(review.stated[bottle] == [trait], "\(prompt) \(review.warnings)")
  }
}
