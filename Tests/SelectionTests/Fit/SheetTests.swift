import Testing
import TroupeVocabulary

@testable import TroupeSelection

struct SheetTests {
  /// `count` characters with three views each.
  static func crowd(_ count: Int, kind: Kind = .character) throws -> [AssetCandidates] {
    try (0..<count).map {
      Sample.candidates(
        try Sample.asset("\(kind.rawValue)\($0)", kind, name: "N\($0)"), [.front, .profile, .back])
    }
  }

  static func prompt(_ assets: [AssetCandidates]) -> String {
    assets.map { "\($0.asset.handle)" }.joined(separator: ", ")
  }

  private func select(
    _ assets: [AssetCandidates], _ profile: ModelProfile, prompt: String? = nil
  ) throws -> SelectionResult {
    try Sample.select(prompt ?? Self.prompt(assets), assets, profile) { $0.overflow = .sheet }
  }

  @Test func noSheetWhereAllFit() throws {
    let assets = try Self.crowd(2)
    let chosen = try select(assets, Sample.profile(kinds: [.character: 2])).selection.chosen
    #expect(chosen.count == 2 && chosen.allSatisfy { $0.sheet == nil })
  }

  @Test func eachAssetHasASheetAndTheLastOnesShareOne() throws {
    let assets = try Self.crowd(4)
    let result = try select(assets, Sample.profile(kinds: [.character: 3]))
    let chosen = result.selection.chosen
    #expect(chosen.map { $0.asset?.text } == ["character0", "character1", nil])
    #expect(chosen.map { $0.sheet?.count } == [3, 3, 6])
    let last = try #require(chosen[2].sheet)
    #expect(last.map(\.number) == Array(1...6))
    #expect(Set(last.map(\.asset?.text)) == ["character2", "character3"])
    #expect(last[0].label == "N2, front view")
    #expect(
      chosen[2].reason == "a sheet of 6 pictures of @character2, @character3, so that all fit")
    #expect(result.limits[1] == LimitUse(name: "characters", used: 3, bound: 3))
    #expect(result.selection.excluded.isEmpty)
    let proof = try #require(result.selection.proof)
    #expect(proof.isOptimal == (proof.bound - proof.value < 1e-9))
  }

  @Test func itsLabelsAreInTheLanguageOfTheRequestAndNotOfItsHandles() throws {
    let assets = try (0..<3).map {
      Sample.candidates(try Sample.asset("角色\($0)", name: "N\($0)"), [.front])
    }
    let profile = try Sample.profile(kinds: [.character: 2])
    for (words, label) in [("", "N1，正面"), (" at sea", "N1, front view"), ("在海上", "N1，正面")] {
      let result = try select(assets, profile, prompt: Self.prompt(assets) + words)
      #expect(result.selection.chosen.last?.sheet?.first?.label == label, "\(words)")
    }
  }

  @Test func theMostProminentKeepTheirOwnPlace() throws {
    let assets = try Self.crowd(3)
    let chosen = try select(
      assets, Sample.profile(kinds: [.character: 2]),
      prompt: "@character0, @character1 and @character2*3"
    ).selection.chosen
    #expect(chosen.map { $0.asset?.text } == [nil, "character2"])
  }

  @Test func aSheetOfTwoKindsCountsForBoth() throws {
    let assets = try Self.crowd(1) + Self.crowd(2, kind: .object)
    let result = try select(assets, Sample.profile(images: 1))
    #expect(result.selection.chosen.map { $0.sheet?.count } == [9])
    #expect(result.selection.chosen[0].kind == nil)
    #expect(result.limits[0].used == 1)
    #expect(throws: TroupeError.self) {
      try select(assets, Sample.profile(images: 1, kinds: [.object: 0]))
    }
  }

  @Test func aSheetHoldsNineAtMostAndThenNothingFits() throws {
    let assets = try Self.crowd(10)
    #expect(throws: TroupeError.self) { try select(assets, Sample.profile(images: 1)) }
    let chosen = try select(assets, Sample.profile(images: 2)).selection.chosen
    #expect(chosen.allSatisfy { ($0.sheet?.count ?? 1) <= 9 })
    #expect(Set(chosen.flatMap { $0.sheet?.map(\.asset) ?? [$0.asset] }).count == 10)
  }

  @Test func aSheetIsFilledAndProvenBest() throws {
    let views: [View?] = [.front, .profile, .back, .fullBody]
    let assets = try ["kael", "mira", "noir"].map { Sample.candidates(try Sample.asset($0), views) }
    for (count, assets) in [
      (9, assets), (7, [Sample.candidates(assets[0].asset, [.front])] + assets.dropFirst()),
    ] {
      let selection = try select(assets, Sample.profile(images: 1)).selection
      #expect(selection.chosen.map { $0.sheet?.count } == [count])
      #expect(selection.isOptimal)
    }
  }

  @Test func theModelIsToldWhatASheetHolds() throws {
    let assets = try Self.crowd(2)
    let profile = try Sample.profile(images: 1)
    let composed = try ComposerTests.compose(
      "@character0 and @character1", assets, profile: profile
    ) {
      $0.overflow = .sheet
    }
    #expect(
      composed.composition.parts == [
        .text(
          "Image 1: a sheet of 6 pictures, row by row: N0, front view; N0, profile view; "
            + "N0, back view; N1, front view; N1, profile view; N1, back view"), .image(1),
        .text(
          """
          Keep face, hair and build, not pose, background or lighting.
          Copy neither the grid of a sheet nor the words on it.
          """),
        .text(
          """
          N0 (image 1) and N1 (image 1)
          Exactly two characters in the picture: N0 and N1.
          """),
      ])
    let one = try ComposerTests.compose(
      "@character0的画，@character1", assets, profile: try Sample.profile(images: 1)
    ) {
      $0.overflow = .sheet
    }
    #expect(one.labels[1]?.hasPrefix("图1：由6张图组成的拼图，逐行为：N0，正面；") == true)
  }

  @Test func theErrorSaysWhichWaysOutThereAre() throws {
    let assets = try Self.crowd(3)
    let error = #expect(throws: TroupeError.self) {
      try Sample.select(Self.prompt(assets), assets, Sample.profile(images: 5, recommended: 2))
    }
    #expect(
      error
        == .request(
          .doesNotFit(
            model: "test-model", assets: ["@character2"], limit: "2 images", bound: 2,
            canSheet: true, canUseHardLimits: true)))
    let stretched = try Sample.select(
      Self.prompt(assets), assets, Sample.profile(images: 5, recommended: 2)
    ) { $0.usesHardLimits = true }
    #expect(stretched.selection.chosen.count == 3)
    #expect(stretched.limits[0].bound == 3 && stretched.limits[0].advised == 2)
  }
}
