import Testing
import TroupeVocabulary

@testable import TroupeSelection

struct ComposerTests {
  static func compose(
    _ prompt: String, _ assets: [AssetCandidates] = [], profile: ModelProfile? = nil,
    isContinued: Bool = false, offStage: [Handle] = [], change: (inout Request) -> Void = { _ in }
  ) throws -> Composer.Composed {
    let profile = try profile ?? Sample.profile()
    var request = Request(prompt: prompt, model: profile.id)
    change(&request)
    let input = try SelectionInput(parsing: request, profile: profile, assets: assets)
    let chosen = try ReferenceSelector.select(input)
    var visibility = chosen.visibility
    visibility.offStage += offStage
    return try Composer.compose(
      request, prompt: input.prompt, selection: chosen.selection, assets: assets,
      profile: profile, isContinued: isContinued, visibility: visibility)
  }

  @Test func wordsAloneAreOnePartAsWritten() throws {
    let composed = try Self.compose("  a red cube, mail a\\@b.example\n")
    #expect(composed.composition.parts == [.text("  a red cube, mail a@b.example\n")])
    #expect(composed.labels.isEmpty)
  }

  @Test func anEditIsTheImageAndThenTheInstruction() throws {
    let composed = try Self.compose("Change only the sofa") { $0.parent = Sample.image(1, .parent) }
    #expect(composed.composition.parts == [.image(1), .text("Change only the sofa")])
    #expect(composed.labels.isEmpty)
  }

  @Test func plainReferencesFollowTheText() throws {
    let composed = try Self.compose("put her on a beach") {
      $0.references = [Sample.image(1, .identity), Sample.image(2, .identity)]
    }
    #expect(composed.composition.parts == [.text("put her on a beach"), .image(1), .image(2)])
    #expect(composed.labels.isEmpty)
  }

  @Test func assetsAreLabeledAndStatedOnce() throws {
    let kael = try Sample.asset(
      "kael", name: "Kael", description: "A courier.",
      traits: ["red scarf", "scar over the left eye"],
      looks: [Look(name: "casual", description: "Hoodie and jeans.")])
    let references = [
      Sample.reference(kael, 0, .threeQuarter, look: "casual", caption: "at noon"),
      Sample.reference(kael, 1, .back, look: "casual"),
    ]
    let composed = try Self.compose(
      "@kael/casual waves; @kael's dog barks",
      [AssetCandidates(asset: kael, references: references)])
    #expect(
      composed.composition.parts == [
        .text("Image 1: Kael, three-quarter view, look “casual”, at noon"), .image(1),
        .text("Image 2: Kael, back view, look “casual”"), .image(2),
        .text(
          """
          Kael is the same character in images 1 and 2. \
          Keep face, hair and build, not pose, background or lighting.
          Kael: A courier. Look “casual” (images 1 and 2): Hoodie and jeans. \
          Keep exactly: red scarf; scar over the left eye.
          """),
        .text("Kael (look “casual”, images 1 and 2) waves; Kael's dog barks"),
      ])
    #expect(composed.labels.keys.sorted() == [1, 2])
  }

  @Test func chinesePromptsHaveChineseLabels() throws {
    let kael = try Sample.asset("凯尔", traits: ["红围巾"])
    let composed = try Self.compose("@凯尔在咖啡馆", [Sample.candidates(kael, [.front])])
    #expect(
      composed.composition.parts == [
        .text("图1：凯尔，正面"), .image(1),
        .text("凯尔是图1中的角色。保持面部、发型和体型一致，不沿用原图的姿势、背景和光线。\n凯尔务必保持：红围巾。"),
        .text("凯尔（图1）在咖啡馆"),
      ])
  }

  @Test func parentAndRolesAreLabeled() throws {
    let noir = try Sample.asset("noir", .style, name: "Noir")
    let composed = try Self.compose("in @noir", [Sample.candidates(noir, [nil])]) {
      $0.parent = Sample.image(1, .parent)
      $0.references = [Sample.image(2, .pose)]
    }
    #expect(
      composed.labels == [
        1: "Image 1: the picture to edit",
        2: "Image 2: for the pose alone; take no one's identity, clothes or surroundings from it",
        3: "Image 3: Noir",
      ])
    #expect(
      composed.composition.parts.suffix(2) == [
        .text("in Noir (image 3)\nKeep everything else as it is."),
        .text(
          """
          Noir is the style in image 3. \
          Take technique, line and palette; copy no content and no person.
          """),
      ])
  }

  @Test func assetsWithoutPicturesAreDescribed() throws {
    let mira = try Sample.asset("mira", name: "Mira", description: "A tall pilot", traits: ["bald"])
    let composed = try Self.compose("@mira", [AssetCandidates(asset: mira, references: [])])
    #expect(
      composed.composition.parts == [
        .text("Mira: A tall pilot. Keep exactly: bald."), .text("Mira"),
      ])
  }

  @Test func eachMentionMeansThePicturesOfItsLook() throws {
    let kael = try Sample.asset("kael", name: "Kael", looks: [Look(name: "armor")])
    let references = [
      Sample.reference(kael, 0, .front), Sample.reference(kael, 1, .front, look: "armor"),
    ]
    let composed = try Self.compose(
      "@kael becomes @kael/armor", [AssetCandidates(asset: kael, references: references)])
    #expect(
      composed.composition.parts.last
        == .text("Kael (image 1) becomes Kael (look “armor”, image 2)"))
  }

  @Test func handlesDoNotDecideTheLanguageOfLabels() throws {
    let kael = try Sample.asset("凯尔", name: "凯尔", traits: ["red scarf"])
    let composed = try Self.compose("@凯尔 runs", [AssetCandidates(asset: kael, references: [])])
    #expect(!composed.composition.prompt.contains("。"))
  }

  private func pair() throws -> [AssetCandidates] {
    let kael = try Sample.asset("kael", name: "Kael", traits: ["red scarf"])
    return [
      Sample.candidates(kael, [.front, .back]),
      Sample.candidates(try Sample.asset("mira", name: "Mira"), [.face]),
    ]
  }

  @Test func positionsPutAllWordsFirst() throws {
    let composed = try Self.compose(
      "@kael greets @mira", pair(), profile: Sample.profile(labels: .positions))
    #expect(
      composed.composition.parts == [
        .text(
          """
          Image 1: Kael, front view
          Image 2: Kael, back view
          Image 3: Mira, face
          Kael is the same character in images 1 and 2; Mira is the character in image 3. \
          Keep face, hair and build, not pose, background or lighting.
          Kael must keep exactly: red scarf.
          Kael (images 1 and 2) greets Mira (image 3)
          Exactly two characters in the picture: Kael and Mira.
          """), .image(1), .image(2), .image(3),
      ])
    #expect(composed.labels[3] == "Image 3: Mira, face")
  }

  @Test func bracketsNumberSubjectsNotPictures() throws {
    let composed = try Self.compose(
      "@kael greets @mira", pair(), profile: Sample.profile(labels: .brackets))
    #expect(
      composed.composition.parts.first
        == .text(
          """
          [1] Kael, front view
          [1] Kael, back view
          [2] Mira, face
          Kael is the character in [1]; Mira is the character in [2]. \
          Keep face, hair and build, not pose, background or lighting.
          Kael must keep exactly: red scarf.
          Kael [1] greets Mira [2]
          Exactly two characters in the picture: Kael and Mira.
          """))
    #expect(composed.composition.parts.count == 4)
  }

  @Test func anEditSaysFirstWhatIsToChange() throws {
    for style in [ModelProfile.LabelStyle.interleaved, .positions] {
      let composed = try Self.compose(
        "Put @kael on the left", pair(), profile: Sample.profile(labels: style)
      ) { $0.parent = Sample.image(9, .parent) }
      let words = composed.composition.prompt
      let instruction = try #require(words.range(of: "Put Kael (images 2 and 3) on the left"))
      let traits = try #require(words.range(of: "Kael must keep exactly: red scarf."))
      #expect(instruction.lowerBound < traits.lowerBound)
      let label = try #require(words.range(of: "Image 1: the picture to edit"))
      #expect(label.lowerBound < instruction.lowerBound)
    }
  }

  @Test func captionsAndDescriptionsGoWhereWordsAreFew() throws {
    let kael = try Sample.asset(
      "kael", name: "Kael", looks: [Look(name: "casual", description: "A hoodie and old jeans.")])
    let assets = [
      AssetCandidates(
        asset: kael,
        references: [
          Sample.reference(kael, 0, .front, look: "casual", caption: "on the bridge at noon")
        ])
    ]
    func composed(_ characters: Int?) throws -> Composer.Composed {
      try Self.compose(
        "@kael/casual waves", assets, profile: Sample.profile(characters: characters))
    }
    let full = try composed(nil)
    #expect(full.adjustments.isEmpty)
    #expect(full.composition.prompt.contains("noon") && full.composition.prompt.contains("jeans"))
    let count = full.composition.parts.reduce(0) {
      if case .text(let text) = $1 { $0 + text.count } else { $0 }
    }
    #expect(try composed(count) == full)
    let shorter = try composed(count - 1)
    #expect(shorter.adjustments.map(\.before) == ["captions"])
    #expect(
      !shorter.composition.prompt.contains("noon") && shorter.composition.prompt.contains("jeans"))
    let shortest = try composed(count - 40)
    #expect(shortest.adjustments.map(\.before) == ["captions", "descriptions"])
    #expect(!shortest.composition.prompt.contains("jeans"))
    #expect(throws: TroupeError.self) { try composed(20) }
  }

  @Test func descriptionsGoUnlessTheUserWantsNone() throws {
    let assets = [
      Sample.candidates(
        try Sample.asset("kael", name: "Kael", description: "A courier.", traits: ["red scarf"]),
        [.front]),
      Sample.candidates(
        try Sample.asset("noir", .style, name: "Noir", description: "Hard ink."), [nil]),
    ]
    let words = try Self.compose("@kael in @noir", assets).composition.prompt
    #expect(words.contains("A courier.") && words.contains("Hard ink."))
    let fewer = try Self.compose("@kael in @noir", assets) { $0.omitsDescriptions = true }
    #expect(!fewer.composition.prompt.contains("A courier."))
    #expect(fewer.composition.prompt.contains("red scarf"))
    #expect(fewer.composition.prompt.contains("Hard ink."), "a style is little without its words")
  }

  @Test func whoIsOffStageIsNotCounted() throws {
    let prompt = "@kael greets @mira and @tomas"
    let assets =
      try pair() + [
        Sample.candidates(try Sample.asset("tomas", name: "Tomas"), [.front])
      ]
    func count(_ offStage: [String] = [], _ without: [String] = []) throws -> String? {
      try Self.compose(prompt, assets, offStage: offStage.map { try Handle($0) }) { request in
        request.without = without.compactMap { try? Handle($0) }
      }.composition.prompt.split(separator: "\n").last { $0.hasPrefix("Exactly") }.map(String.init)
    }
    #expect(try count() == "Exactly three characters in the picture: Kael, Mira and Tomas.")
    #expect(try count(["kael"]) == "Exactly two characters in the picture: Mira and Tomas.")
    #expect(try count([], ["mira"]) == "Exactly two characters in the picture: Kael and Tomas.")
    #expect(try count(["kael"], ["mira"]) == nil)
  }

  @Test(arguments: [
    ("@kael's left hand holds a key", "Kael's left hand (image 1) holds a key"),
    ("@kael's portrait", "Kael's portrait (image 1)"),
    ("@kael’s old red coat, torn", "Kael’s old red coat (image 1), torn"),
    ("@kael's wedding dress is white", "Kael's wedding dress (image 1) is white"),
    ("@kael's boots shine", "Kael's boots (image 1) shine"),
    ("a @kael-like figure", "a Kael-like (image 1) figure"),
    ("\"@kael\" runs", "\"Kael\" (image 1) runs"), ("*@kael* runs", "*Kael* (image 1) runs"),
    ("**@kael's** hat", "**Kael's** hat (image 1)"), ("(@kael)", "(Kael, image 1)"),
    ("[close on @kael]", "[close on Kael (image 1)]"), ("@kael, @kael!", "Kael (image 1), Kael!"),
    ("@kael's dog sees @kael", "Kael's dog sees Kael (image 1)"),
    ("的 @kael 的", "的Kael（图1）的"), ("（@kael）在", "（Kael，图1）在"), ("“@kael”在家", "“Kael”（图1）在家"),
  ])
  func numbersStandWhereTheyBelong(prompt: String, sent: String) throws {
    let kael = try Sample.asset("kael", name: "Kael")
    let composed = try Self.compose(prompt, [Sample.candidates(kael, [.front])])
    #expect(composed.composition.parts.last == .text(sent))
  }

  @Test func tooLongOrEmptyPromptsFail() throws {
    let profile = try Sample.profile(characters: 10)
    let error = #expect(throws: TroupeError.self) {
      try Self.compose("12345678901", profile: profile)
    }
    #expect(error?.code == "invalid_value")
    #expect(try Self.compose("1234567890", profile: profile).composition.parts.count == 1)
    #expect(throws: TroupeError.request(.emptyPrompt)) { try Self.compose(" \n") }
  }
}
