import TroupeVocabulary

@testable import TroupeSelection

extension PromptCast {
  /// Animals, people with several things in one trait, and those who are described in their own languages.
  static func more() throws -> [AssetCandidates] {
    let bruno = try Sample.asset(
      "bruno", name: "Bruno", description: "A scruffy brown terrier.",
      traits: ["white patch over the right eye", "tan leather collar"])
    let ember = try Sample.asset(
      "ember", name: "Ember", description: "A small dragon with copper scales and torn wings.",
      traits: ["one broken horn"])
    let nadia = try Sample.asset(
      "nadia", name: "Nadia", description: "A stunt driver in her late twenties.",
      traits: [
        "long red hair in a side braid", "freckles", "denim jacket with a fleece collar",
        "bandaged left hand",
      ],
      looks: [
        Look(name: "race-suit", description: "A white race suit with black stripes."),
        Look(name: "teen", description: "Nadia at fifteen, in dungarees."),
      ])
    let otto = try Sample.asset(
      "otto", name: "Otto", description: "Ein Kapitän von 62 Jahren mit wettergegerbtem Gesicht.",
      traits: ["weißer Vollbart", "Pfeife im Mundwinkel", "blaue Schirmmütze"])
    let pulse = try Sample.asset(
      "pulse", .object, name: "Pulse One", description: "A running shoe of white mesh.",
      traits: ["orange laces", "gum sole"])
    let kitchen = try Sample.asset(
      "kitchen", .object, name: "Grandma's Kitchen",
      description: "A farmhouse kitchen with green tiles, in bright morning sun.")
    let aquarelle = try Sample.asset(
      "aquarelle", .style, name: "Aquarelle",
      description: "Loose watercolor, soft edges, bare white paper.")
    let sua = try Sample.asset(
      "sua", name: "수아", description: "열 살 소녀.", traits: ["긴 검은 머리를 두 갈래로 땋음", "빨간 부츠"])
    let dante = try Sample.asset(
      "dante", name: "Dante", description: "Un pescatore di 60 anni.",
      traits: ["berretto di lana verde", "cicatrice sulla fronte"])
    let bia = try Sample.asset(
      "bia", name: "Bia", description: "Uma surfista de vinte anos.",
      traits: ["cabelo cacheado castanho", "brinco de concha"])
    let motya = try Sample.asset(
      "мотя", name: "Баба Мотя", description: "Старушка восьмидесяти лет.",
      traits: ["белый платок", "очки в толстой оправе"])
    let aline = try Sample.asset(
      "aline", name: "Aline", description: "Une fleuriste de quarante ans.",
      traits: ["cheveux blonds en chignon", "tablier vert"])
    let yuto = try Sample.asset(
      "悠斗", name: "悠斗", description: "十七歳の高校生。", traits: ["茶色の短髪", "紺色の学生服"])
    let ping = try Sample.asset(
      "阿平", name: "阿平", description: "三十岁的侦探。", traits: ["黑色风衣", "短发", "左臂打着石膏"])
    return [
      Sample.candidates(bruno, [.front, .fullBody]), Sample.candidates(ember, [.threeQuarter]),
      AssetCandidates(
        asset: nadia,
        references: [
          Sample.reference(nadia, 0, .front), Sample.reference(nadia, 1, .face),
          Sample.reference(nadia, 2, .front, look: "race-suit"),
          Sample.reference(nadia, 3, .front, look: "teen"),
        ]),
      Sample.candidates(otto, [.front, .profile]), Sample.candidates(pulse, [nil]),
      Sample.candidates(kitchen, [nil]), Sample.candidates(aquarelle, [nil]),
      Sample.candidates(sua, [.front, .face]), Sample.candidates(dante, [.front]),
      Sample.candidates(bia, [.front, .face]), Sample.candidates(motya, [.front]),
      Sample.candidates(aline, [.front]), Sample.candidates(yuto, [.front, .back]),
      Sample.candidates(ping, [.front]),
    ]
  }
}
