import Testing
import TroupeVocabulary

@testable import TroupeSelection

/// Who is said not to be in the picture sends no picture and no traits.
struct AbsenceTests {
  private let assets: [AssetCandidates]

  init() throws {
    assets = [
      Sample.candidates(try Sample.asset("mira", name: "Mira"), [.front]),
      Sample.candidates(try Sample.asset("bruno", name: "Bruno", traits: ["red nose"]), [.front]),
      Sample.candidates(
        try Sample.asset("lantern", .object, name: "Lantern", traits: ["red paper"]), [.front]),
      Sample.candidates(try Sample.asset("lamp", .object, name: "Lamp", traits: ["brass"]), []),
    ]
  }

  /// The assets whose pictures `prompt` sends, what is left out, and the words.
  private func sent(_ prompt: String) throws -> (
    shown: Set<Handle>, excluded: [ExcludedReference], adjustments: [Adjustment], text: String
  ) {
    let input = SelectionInput(
      request: Request(prompt: prompt, model: "test-model"),
      prompt: try ParsedPrompt(prompt, known: assets.known), profile: try Sample.profile(),
      assets: assets)
    let result = try ReferenceSelector.select(input)
    let composed = try Composer.compose(
      input.request, prompt: input.prompt, selection: result.selection, assets: assets,
      profile: input.profile, visibility: result.visibility)
    let text = composed.composition.parts.compactMap { part in
      if case .text(let text) = part { text } else { nil }
    }.joined(separator: "\n")
    return (
      Set(result.selection.chosen.compactMap(\.asset)), result.selection.excluded,
      result.adjustments, text
    )
  }

  @Test(arguments: [
    "@mira waits on the pier, no @lantern", "No @lantern, @mira waits",
    "@mira waits. No @lantern.", "@mira waits, there is no @lantern",
    "@mira waits with no @lantern",
    "@mira waits without any @lantern", "@mira wartet am Pier, keine @lantern",
    "@mira wartet, es gibt keinen @lantern", "@mira wartet ohne die @lantern",
    "@mira espera en el muelle, ninguna @lantern", "@mira espera en el muelle sin ninguna @lantern",
    "@mira espera, no @lantern en el muelle", "@mira attend sur le quai, aucune @lantern",
    "@mira attend sur le quai, pas de @lantern", "@mira aspetta sul molo, nessuna @lantern",
    "@mira aspetta sul molo senza la @lantern", "@mira espera no cais, nenhuma @lantern",
    "@mira espera no cais sem a @lantern", "@mira ждёт на пирсе, никаких @lantern",
    "@mira ждёт на пирсе без @lantern", "@mira在码头等待，没有@lantern", "@mira在碼頭等待，沒有@lantern",
    "@miraが桟橋で待っている、@lanternなし", "@mira가 부두에서 기다린다, @lantern 없이",
  ])
  func whatIsDeniedIsNotSent(prompt: String) throws {
    let (shown, excluded, _, text) = try sent(prompt)
    #expect(shown == ["mira"], "\(prompt): \(shown)")
    let reasons = excluded.filter { $0.asset == "lantern" }.map(\.reason)
    #expect(reasons.contains { $0.contains("not in the picture, by '") }, "\(reasons)")
    #expect(!text.contains("red paper"), "\(text)")
  }

  @Test(arguments: [
    "@mira waits without @bruno or @lantern", "@mira waits, no @bruno and no @lantern",
    "@mira waits without @bruno and @lantern on the pier", "@mira wartet ohne @bruno und @lantern",
    "@mira在码头等待，没有@bruno和@lantern",
    "@lantern and @bruno are not in the picture; @mira waits",
    "@lantern und @bruno sind nicht im Bild, @mira wartet",
    "@miraが待っている。@lanternと@brunoはいない",
  ])
  func oneDenialIsOfAllThatItsWordsJoin(prompt: String) throws {
    #expect(try sent(prompt).shown == ["mira"], "\(prompt)")
  }

  @Test(arguments: [
    "@mira waits without @bruno and @lantern glows", "@mira says no. @lantern glows",
    "@mira has no fear of @lantern", "No, @lantern lights @mira", "@mira puts no hat on @lantern",
    "@mira and @lantern, and @bruno is not in the picture",
    "@mira espera no @lantern que brilha com uma luz fina",
  ])
  func whatIsNotDeniedIsSent(prompt: String) throws {
    let (shown, _, _, text) = try sent(prompt)
    #expect(shown.isSuperset(of: ["mira", "lantern"]) && text.contains("red paper"), "\(prompt)")
  }

  @Test func whatHasNoPictureIsToldAsLeftOutToo() throws {
    let (_, _, adjustments, text) = try sent("@mira waits, no @lamp")
    #expect(!text.contains("brass"))
    #expect(
      adjustments == [
        Adjustment(
          field: "references", before: "@lamp", after: "nothing",
          reason: "not in the picture, by 'no'")
      ])
  }
}
