import Testing
import TroupeVocabulary

@testable import TroupeSelection

/// A plan parses its prompt once.
struct ParsedPromptTests {
  private let assets: [AssetCandidates]

  init() throws {
    assets = [
      Sample.candidates(try Sample.asset("kael", name: "Kael"), [.front, .profile]),
      Sample.candidates(try Sample.asset("mira", name: "Mira"), [.front]),
    ]
  }

  /// The request's own prompt cannot be parsed, so whoever parsed it again would throw.
  private func input(mostImages: Int?, images: Int = 3) throws -> SelectionInput {
    SelectionInput(
      request: Request(prompt: "@stranger from behind", model: "test-model"),
      prompt: try ParsedPrompt("@kael in profile greets @mira", known: assets.known),
      profile: try Sample.profile(images: images, recommended: images - 1), assets: assets,
      mostImages: mostImages)
  }

  @Test(arguments: [nil, 2] as [Int?])
  func selectorAndComposerReadTheParsedPromptOnly(mostImages: Int?) throws {
    let input = try input(mostImages: mostImages)
    let result = try ReferenceSelector.select(input)
    #expect(result.selection.chosen.map(\.view) == [.profile, .front])
    #expect(try ReferenceSelector.worth(to: input).count == 2)
    let composed = try Composer.compose(
      input.request, prompt: input.prompt, selection: result.selection, assets: assets,
      profile: input.profile, fromConversation: result.fromConversation)
    #expect(
      composed.composition.parts.last
        == .text(
          """
          Kael (image 1) in profile greets Mira (image 2)
          Exactly two characters in the picture: Kael and Mira.
          """))
  }

  @Test func theErrorWithItsWaysOutReadsTheParsedPromptOnly() throws {
    #expect(
      throws: TroupeError.request(
        .doesNotFit(
          model: "test-model", assets: ["@mira"], limit: "1 image", bound: 1, canSheet: true,
          canUseHardLimits: true))
    ) { try ReferenceSelector.select(input(mostImages: nil, images: 2)) }
  }

  @Test func textBetweenMentionsIsTokenizedOnce() throws {
    let prompt = try ParsedPrompt("@kael, angry. @mira", known: assets.known)
    #expect(prompt.pieces.count == prompt.tokens.count)
    #expect(prompt.tokens.map(\.hashes.count) == [0, 1, 0])
    #expect(prompt.tokens[1].hashes == TokenizedText("angry").hashes)
  }

  @Test(arguments: ["", " \n", "\u{3000}"])
  func whiteSpaceIsBlank(text: String) throws {
    #expect(try ParsedPrompt(text, known: assets.known).isBlank)
  }
}
