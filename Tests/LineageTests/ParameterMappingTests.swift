import Testing
import TroupeProviders
import TroupeVocabulary

@testable import TroupeLineage

/// What a rebuild asks of another model in place of what was asked.
@Suite struct ParameterMappingTests {
  private static let providers: [any Provider] =
    [GeminiProvider(), OpenAIImagesProvider()]
    + BlackForestLabsProvider.Family.allCases.map { BlackForestLabsProvider($0) }

  private func mapped(
    _ parameters: Parameters, to model: String
  ) throws -> (Parameters, [Adjustment]) {
    let profile = try ModelRegistry(of: Self.providers).profile(named: model).profile
    let provider = try #require(Self.providers.first { $0.id == profile.dialect })
    return ParameterMapping(profile: profile, provider: provider).map(parameters)
  }

  @Test(arguments: [
    ("1536x864", "gemini-3-pro-image", "1K", "16:9"),
    ("1024x1024", "gemini-3-pro-image", "1K", "1:1"),
    ("2048x2048", "gemini-3-pro-image", "2K", "1:1"),
    ("896x1600", "gemini-3-pro-image", "1K", "9:16"),
    ("1536x1536", "flux-3-image", "1.5k", "1:1"),
  ])
  func pixelsBecomeANameAndAShape(
    _ size: String, _ model: String, _ name: String, _ aspect: String
  ) throws {
    let (found, adjustments) = try mapped(Parameters(size: size), to: model)
    #expect(found.size == name && found.aspect == aspect)
    #expect(adjustments.map(\.field) == ["size", "aspect"])
    #expect(adjustments.allSatisfy { $0.before == size && !$0.reason.isEmpty })
  }

  @Test(arguments: [
    ("1.5k", "gemini-3-pro-image", "1K"), ("1.5k", "flux-2-pro", "1K"),
    ("2K", "flux-3-image", "2k"), ("768sq", "gemini-3-pro-image", "1K"),
    ("1.5K", "flux-3-image", "1.5k"), ("1K", "flux-3-image", "1k"),
  ])
  func namesAreReadAsEdges(_ size: String, _ model: String, _ expected: String) throws {
    #expect(try mapped(Parameters(size: size), to: model).0.size == expected)
  }

  @Test func aMaskIsLostInWordsOrKeepsTheStepFromBeingSent() throws {
    let profile = try ModelRegistry(of: Self.providers).profile(named: "flux-2-pro").profile
    let provider = try #require(Self.providers.first { $0.id == profile.dialect })
    let image = StoredImage(
      digest: Digest(hashing: []), type: .png, width: 8, height: 8, byteCount: 9)
    var old = Request(prompt: "a red door", model: "gpt-image-2")
    old.mask = image
    func mapped(_ terms: ReworkTerms) -> (Request, [Adjustment]) {
      StepRequest(profile: profile, provider: provider, terms: terms)
        .map(old, to: "flux-2-pro", after: .none, shape: nil)
    }
    let (loose, adjustments) = mapped(ReworkTerms())
    #expect(loose.mask == nil && adjustments.map(\.field) == ["mask"])
    // What the model cannot take is refused when the step is planned.
    let (strict, none) = mapped(ReworkTerms(isStrict: true))
    #expect(strict.mask == image && none.isEmpty)
  }

  @Test func freeShapesAreKeptWhereTheModelMakesThem() throws {
    let shape = Parameters(aspect: "7:5")
    #expect(try mapped(shape, to: "flux-2-pro") == (shape, []))
    let (other, adjustments) = try mapped(shape, to: "gemini-3-pro-image")
    #expect(other.aspect == "4:3" && adjustments.map(\.field) == ["aspect"])
    let pixels = Parameters(aspect: "16:9", size: "1536x864")
    #expect(try mapped(pixels, to: "flux-2-pro") == (pixels, []))
  }

  /// An older record may have both; a new request of both would be refused.
  @Test func anAspectThatASizeContradictsIsLeftOut() throws {
    let (found, adjustments) = try mapped(
      Parameters(aspect: "1:1", size: "1536x864"), to: "flux-2-pro")
    #expect(found == Parameters(size: "1536x864"))
    #expect(adjustments.map(\.field) == ["aspect"])
  }
}
