import Testing
import TroupeVocabulary

@testable import TroupeSelection

/// Hair that a prompt wears otherwise, and ages that it states, against traits and descriptions.
struct HairAndAgeTests {
  private static func review(
    _ prompt: String, _ traits: [String], description: String = ""
  ) throws -> TraitReview {
    let assets = [
      AssetCandidates(
        asset: try Sample.asset("mira", name: "Mira", description: description, traits: traits),
        references: []),
      AssetCandidates(asset: try Sample.asset("tomas", name: "Tomas"), references: []),
    ]
    return TraitReview(
      Request(prompt: prompt, model: "test-model"),
      prompt: try ParsedPrompt(prompt, known: assets.known), images: [], assets: assets)
  }

  @Test(arguments: [
    (
      "Portrait of @mira, she looks past the camera, hair down, turtleneck",
      "auburn hair in a loose bun"
    ),
    ("@mira, her hair loose, in the wind", "auburn hair in a loose bun"),
    ("@mira with her hair hanging loose", "a long black braid"),
    ("@mira, hair slicked back, studio", "short natural curls"),
    ("@mira on the porch, white hair cropped close", "short natural curls"),
    ("@mira with long gray hair", "short black hair"),
    ("@mira, long gray hair", "short black hair"),
    ("@mira, her hair in a braid", "auburn hair in a loose bun"),
    ("@mira with a ponytail on the beach", "hair in a bun"),
    ("@mira, hair in a sleek bob", "long black hair"), ("@mira, hair pinned up", "long loose hair"),
    ("@mira, hair neatly combed", "zerzauste blonde Haare"),
    ("Hair down, @mira waits at the bus stop", "a tight bun"),
    ("@mira的头发披散", "乌黑长发盘成发髻"), ("把茶壶换掉，并让@mira的头发披散下来", "乌黑长发盘成发髻"),
    ("@mira披散着头发站在窗前", "乌黑长发盘成发髻"), ("@mira坐在窗前，长发披肩", "黑色短发"),
    ("@mira放下头发，走在街上", "hair in a bun"), ("@mira坐在窗前，扎着马尾", "乌黑长发盘成发髻"),
    ("@miraが髪をほどいて歩く", "お団子の黒髪"), ("@miraは髪を下ろして微笑む", "hair in a bun"),
    ("@mira、髪はオールバック、夜", "巻き毛の黒髪"), ("@mira가 머리를 풀고 걷는다", "올림머리"),
    ("Portrait de @mira, cheveux longs et gris, néon", "cheveux noirs coupés au carré"),
    ("@mira avec de longs cheveux gris", "cheveux noirs coupés au carré"),
    ("@mira au balcon, cheveux détachés", "chignon brun"),
    ("@mira au bar, cheveux plaqués en arrière", "cheveux bouclés"),
    ("@mira mit offenem Haar am Fenster", "braunes Haar im Dutt"),
    ("@mira steht am Fenster, offenes Haar, Abendlicht", "braunes Haar im Dutt"),
    ("@mira am Fenster, die Haare offen", "ein geflochtener Zopf"),
    ("@mira am Fenster, lange graue Haare", "kurze schwarze Haare"),
    ("@mira con el pelo suelto en la playa", "pelo castaño en un moño"),
    ("@mira en la playa, pelo largo y gris", "pelo negro corto"),
    ("@mira con i capelli sciolti", "capelli castani in uno chignon"),
    ("@mira al mare, capelli lunghi e grigi", "capelli corti neri"),
    ("@mira com o cabelo solto na praia", "cabelo castanho num coque"),
    ("@mira na praia, cabelo comprido e grisalho", "cabelo curto preto"),
    ("@mira с распущенными волосами у окна", "каштановая коса"),
    ("@mira у окна, волосы распущены", "каштановая коса"),
    ("@mira у окна, длинные седые волосы", "короткие чёрные волосы"),
  ])
  func hairWornOtherwiseContradictsATrait(prompt: String, trait: String) throws {
    let review = try Self.review(prompt, [trait, "a silver tooth"])
    let stated = try #require(review.stated.values.first)
    #expect(!stated.contains(trait) && stated.last == "a silver tooth", "\(prompt)")
    #expect(!review.changedHair.isEmpty, "\(prompt)")
  }

  @Test(arguments: [
    ("@mira, hair down", "auburn hair in a loose bun", "auburn hair"),
    ("@mira dyes her hair black", "long auburn hair", "long hair"),
    ("@mira dyes her hair black", "auburn hair in a loose bun", "hair in a loose bun"),
    ("@mira dyes her hair black", "auburn hair", nil), ("@mira, bald", "long auburn hair", nil),
    ("@mira的头发披散", "乌黑长发盘成发髻", "乌黑长发"),
    ("@mira坐在窗前，扎着马尾", "乌黑长发盘成发髻", "乌黑长发"),
    ("@miraが髪をほどいて歩く", "お団子の黒髪", "黒髪"), ("@mira、髪はオールバック、夜", "巻き毛の黒髪", "黒髪"),
    ("@mira가 머리를 풀고 있다", "긴 검은 머리를 두 갈래로 땋음", "긴 검은 머리"),
    ("@mira con el pelo suelto en la playa", "pelo castaño en un moño", "pelo castaño"),
    ("@mira, les cheveux détachés", "cheveux blonds en chignon", "cheveux blonds"),
    ("@mira mit offenem Haar am Fenster", "braunes Haar im Dutt", "braunes Haar"),
    ("@mira com o cabelo liso", "cabelo cacheado castanho", "cabelo castanho"),
    ("@mira con i capelli sciolti", "capelli castani in uno chignon", "capelli castani"),
  ])
  func whatIsNotContradictedOfHairIsKept(
    prompt: String, trait: String, rest: String?
  ) throws {
    let review = try Self.review(prompt, [trait])
    #expect(review.stated.values.first == [rest].compactMap(\.self), "\(prompt)")
  }

  @Test(arguments: [
    ("@mira, hair in a loose bun, at the window", "auburn hair in a loose bun"),
    ("@mira with her hair up", "auburn hair in a loose bun"),
    ("@mira, a strand escaping her bun", "auburn hair in a loose bun"),
    ("@mira brushes her hair", "a tight bun"), ("@mira's hair in the wind", "a long braid"),
    ("@mira looks down at @tomas", "a tight bun"), ("@mira, head down, hair wet", "a tight bun"),
    ("@mira watches a woman with loose hair", "a tight bun"),
    ("@mira in a loose white shirt, sleeves rolled up", "a tight bun"),
    ("@mira, hair tied back, at the wheel", "a ponytail"), ("@mira, long hair", "a long braid"),
    ("@mira, her curls in the wind", "short natural curls"),
    ("@mira with short curly hair", "short natural curls"),
    ("@mira, hair down", "long black hair"), ("@mira in a red coat and black boots", "gray hair"),
    ("@mira grooms a horse with its mane loose", "a tight bun"),
    ("@mira的长发在风中", "乌黑长发盘成发髻"), ("@mira披着红色斗篷", "乌黑长发盘成发髻"),
    ("@mira放下茶杯，看着窗外", "乌黑长发盘成发髻"), ("@miraが靴紐をほどいて座る", "お団子の黒髪"),
    ("@mira détache la barque du quai", "chignon brun"),
    ("@mira löst den Knoten am Seil", "braunes Haar im Dutt"),
    ("@mira au café, cheveux noirs", "cheveux noirs coupés au carré"),
    ("@mira con el perro suelto en la playa", "pelo castaño en un moño"),
    ("@mira с зонтом под дождём", "каштановая коса"),
  ])
  func hairThatIsTheSameOrAnothersDoesNot(prompt: String, trait: String) throws {
    let review = try Self.review(prompt, [trait])
    #expect(review.stated.values.first == [trait], "\(prompt) \(review.warnings)")
  }

  @Test func aLabelDoesNotKeepHairThatIsWornOtherwise() throws {
    for (prompt, isChanged) in [
      ("@mira in a suit, hair slicked back", true), ("@mira, her hair loose", true),
      ("@mira with a braid", true), ("@mira让头发披散下来", true), ("@miraが髪をほどく", true),
      ("@mira touches her braid", false), ("@mira's hair in the rain", false),
      ("@mira looks down, hands up", false), ("@mira writes with long hair pens", false),
    ] {
      #expect(try Self.review(prompt, []).changedHair.isEmpty != isChanged, "\(prompt)")
    }
    #expect(try Self.review("@mira, hair in a bun", ["black bun"]).changedHair.isEmpty)
  }

  @Test(arguments: [
    ("@mira at seventy, white hair, on a porch", "A ceramicist of 36 from Lagos, quick to laugh."),
    ("@mira as a woman of seventy on a porch", "A ceramicist of 36 from Lagos, quick to laugh."),
    ("@mira at 70, on a porch", "A ceramicist, 36, quick to laugh."),
    ("@mira, aged seventy-two, on a porch", "A ceramicist of 36 from Lagos, quick to laugh."),
    ("@mira de setenta años en la playa", "Una ceramista de 36 años, risueña."),
    ("@mira como una mujer de setenta años", "Una ceramista de 36 años, risueña."),
    ("@mira à soixante-dix ans sur la plage", "Une céramiste de 36 ans, rieuse."),
    ("@mira en femme de soixante-douze ans devant la maison", "Une céramiste de 36 ans, rieuse."),
    ("@mira als Frau von siebzig Jahren", "Eine Töpferin von 36 Jahren, heiter."),
    ("@mira come una donna di settant'anni", "Una ceramista di 36 anni, allegra."),
    (
      "@mira com setenta anos, sentada na varanda da sua casa",
      "Uma ceramista de 36 anos, com um sorriso largo e não muito alta."
    ),
    ("@mira в семьдесят лет на пляже", "Гончар 36 лет, весёлая."),
    ("七十岁的@mira在花园里", "三十六岁的陶艺家，爱笑。"), ("@mira七十岁时在花园里", "三十六岁的陶艺家，爱笑。"),
    ("七十歳の@miraが庭にいる", "三十六歳の陶芸家、よく笑う。"), ("일흔 살의 @mira가 정원에 있다", "서른여섯 살 도예가, 잘 웃는다."),
  ])
  func anotherAgeTakesThatOfTheDescriptionAway(prompt: String, description: String) throws {
    let review = try Self.review(prompt, [], description: description)
    let described = try #require(review.described.values.first, "\(prompt)")
    #expect(!described.contains { $0.isNumber }, "\(described)")
    #expect(!described.contains("三十六") && !described.contains("서른"), "\(described)")
  }

  @Test(arguments: [
    "@mira and her 8 year old son", "@mira at 70 mm, on a porch", "@mira at 15:30, on a porch",
    "@mira watches a seventy-year-old man", "@mira in a group of 12, on a porch",
    "@mira con su hijo de ocho años en la playa", "@mira和八岁的儿子在花园里", "@mira八岁的儿子在花园里",
    "@mira avec une femme de soixante-dix ans", "@mira waits for seven minutes",
  ])
  func anotherAgeOfOthersDoesNot(prompt: String) throws {
    let review = try Self.review(prompt, [], description: "A ceramicist of 36 from Lagos.")
    #expect(review.described.isEmpty, "\(review.warnings)")
  }
}
