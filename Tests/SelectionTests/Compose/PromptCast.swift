import TroupeVocabulary

@testable import TroupeSelection

/// The cast of the prompts that are read whole.
enum PromptCast {
  static func all() throws -> [AssetCandidates] {
    let mira = try Sample.asset(
      "mira", name: "Mira", description: "A tall pilot in her thirties.",
      traits: ["short black hair", "round glasses"],
      looks: [
        Look(name: "winter-coat", description: "A long blue coat with brass buttons."),
        Look(
          name: "child", description: "Mira at eight, with two braids.", traits: ["a gap tooth"]),
      ])
    let kael = try Sample.asset(
      "kael", name: "Kael", description: "A courier in his fifties.",
      traits: ["gray hair", "red scarf"])
    let tomas = try Sample.asset("tomas", name: "Tomas", description: "A quiet baker.")
    let biscuit = try Sample.asset(
      "biscuit", name: "Biscuit", description: "An old ginger cat.", traits: ["torn left ear"])
    let ines = try Sample.asset(
      "ines", name: "Inés",
      description: "A singer in her twenties with a long black braid and a dark red dress.",
      looks: [Look(name: "winter-coat")])
    let mole = try Sample.asset(
      "mole", .object, name: "The Mole",
      description: "A stone harbor wall with a lighthouse at its end, in morning fog.",
      tags: ["place"])
    let lantern = try Sample.asset(
      "lantern", .object, name: "Lantern", description: "A brass storm lantern.")
    let harbor = try Sample.asset(
      "harbor", .object, name: "Old Harbor", description: "A small fishing harbor.")
    let noir = try Sample.asset(
      "noir", .style, name: "Noir", description: "High-contrast ink, hard shadows, no gray.")
    let bw = try Sample.asset("bw", .style, name: "Ink Wash", traits: ["no color"])
    let bare = try Sample.asset(
      "ghost", name: "Ada", description: "A translucent girl in a white dress.")
    let kaelInChinese = try Sample.asset(
      "凯尔", name: "凯尔", description: "五十多岁的信使。", traits: ["灰色头发", "红围巾"])
    let miraInChinese = try Sample.asset("米拉", name: "米拉", traits: ["圆框眼镜"])
    let lanternInChinese = try Sample.asset("灯笼", .object, name: "灯笼")
    let miraInJapanese = try Sample.asset(
      "ミラ", name: "ミラ", description: "背の高いパイロット。", traits: ["丸い眼鏡"])
    let miraInKorean = try Sample.asset("미라", name: "미라", traits: ["둥근 안경"])
    let inTraditionalChinese = try Sample.asset(
      "小雲", name: "小雲", description: "十歲的女孩。", traits: ["紅圍巾"])
    let inSpanish = try Sample.asset(
      "lucía", name: "Lucía", description: "Una trapecista retirada.", traits: ["gafas redondas"],
      looks: [Look(name: "de-gala", description: "Vestido rojo de lentejuelas.")])
    let inFrench = try Sample.asset(
      "rené", name: "René", description: "Un facteur de campagne.", traits: ["barbe grise"])
    let inGerman = try Sample.asset(
      "jana", name: "Jana", description: "Eine junge Geigenbauerin.", traits: ["blauer Mantel"])
    let inRussian = try Sample.asset("соня", name: "Соня", traits: ["рыжая коса"])
    let anna = try Sample.asset(
      "anna", name: "Anna", description: "A cellist of 36 from Lagos, quick to laugh.",
      traits: ["auburn hair in a loose bun", "short nails"])
    let leo = try Sample.asset(
      "leo", name: "Leo", description: "Ein achtjähriger Junge.",
      traits: ["zerzauste blonde Haare", "roter Regenmantel", "gelbe Gummistiefel"])
    let kenji = try Sample.asset("kenji", name: "佐藤健司", traits: ["左頬の古い傷", "白い調理服"])
    let meilin = try Sample.asset(
      "meilin", name: "林美玲", traits: ["乌黑长发盘成发髻", "玉簪", "左眼下有一颗痣"])
    return try more() + [
      Sample.candidates(anna, [.front, .face]), Sample.candidates(leo, [.front, .face]),
      Sample.candidates(kenji, [.front]), Sample.candidates(meilin, [.front]),
      AssetCandidates(
        asset: mira,
        references: [
          Sample.reference(mira, 0, .front), Sample.reference(mira, 1, .face),
          Sample.reference(mira, 2, .front, look: "winter-coat"),
          Sample.reference(mira, 3, .front, look: "child"),
        ]),
      Sample.candidates(kael, [.front, .back]), Sample.candidates(tomas, [.front]),
      Sample.candidates(biscuit, [.fullBody]), Sample.candidates(lantern, [nil]),
      Sample.candidates(harbor, [nil]), Sample.candidates(noir, [nil]),
      Sample.candidates(bw, [nil]),
      AssetCandidates(asset: bare, references: []), Sample.candidates(mole, [nil]),
      AssetCandidates(
        asset: ines,
        references: [
          Sample.reference(ines, 0, .front), Sample.reference(ines, 1, .face),
          Sample.reference(ines, 2, .front, look: "winter-coat"),
        ]),
      Sample.candidates(kaelInChinese, [.front, .face]),
      Sample.candidates(miraInChinese, [.front]), Sample.candidates(lanternInChinese, [nil]),
      Sample.candidates(miraInJapanese, [.front]), Sample.candidates(miraInKorean, [.front]),
      Sample.candidates(inTraditionalChinese, [.front]),
      AssetCandidates(
        asset: inSpanish,
        references: [
          Sample.reference(inSpanish, 0, .front, look: "de-gala"),
          Sample.reference(inSpanish, 1, .face),
        ]),
      Sample.candidates(inFrench, [.front]), Sample.candidates(inGerman, [.front, .face]),
      Sample.candidates(inRussian, [.front]),
    ]
  }
}
