import Foundation
import Testing
import TroupeProviders
import TroupeVocabulary

@Suite struct OpenAIProfileTests {
  private let registry: ModelRegistry

  init() throws {
    registry = ModelRegistry(of: [OpenAIImagesProvider(), OpenAIResponsesProvider()])
  }

  @Test func theListOfEmbeddedProfilesIsTheFolder() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Sources/Providers/OpenAI/Profiles").standardizedFileURL
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let ids = try files.map { name in
      let data = try Data(contentsOf: folder.appending(path: name))
      return try CanonicalJSON.decode(ModelProfile.self, from: data).id
    }
    #expect(ids.sorted() == registry.profiles.map(\.id).sorted())
  }

  @Test(arguments: [
    ("GPT Image 2", "gpt-image-2"), ("gpt-image-2-2026-04-21", "gpt-image-2"),
    ("gpt-image-2.5-flare-2026-09-08", "gpt-image-2.5-flare"), ("GPT-5.5", "gpt-5.5"),
  ])
  func namesAndAliasesResolve(name: String, id: String) throws {
    #expect(try registry.profile(named: name).profile.id == id)
  }

  @Test func everySizeObeysTheRuleAndHasItsAspect() throws {
    for profile in registry.profiles {
      let aspects = try #require(profile.aspects.value)
      for size in try #require(profile.sizes.value) {
        let row = try #require(profile.pixels.value?[size])
        #expect(Set(row.keys) == Set(aspects), "\(profile.id)")
        for (aspect, sides) in row {
          #expect(profile.freeSize?.value?.allows(sides[0], sides[1]) != false, "\(sides)")
          let words = aspect.split(separator: ":").compactMap { Int($0) }
          #expect(sides[0] * words[1] == sides[1] * words[0], "\(profile.id) \(aspect)")
        }
      }
    }
  }

  /// What OpenAI bills for the usage that its documentation shows.
  @Test func tokensArePricedByTheirKind() throws {
    let price = try #require(
      registry.profile(named: "gpt-image-2.6-sunburst").profile.tokenPrice?.value)
    let usage = Usage(
      prompt: 1300, output: 6208, total: 7508, promptByModality: ["IMAGE": 1280, "TEXT": 20],
      outputByModality: ["IMAGE": 6208])
    #expect(price.cost(of: usage) == 0.19658)
  }

  @Test func aPriceGoesByItsQuality() throws {
    let model = try registry.profile(named: "gpt-image-2").profile
    #expect(model.price(of: Parameters(options: ["quality": "low"])) == 0.006)
    #expect(model.price() == 0.211)
    #expect(model.price(of: Parameters(size: "4K")) == nil)
    let newest = try registry.profile(named: "gpt-image-2.6-flare").profile
    #expect(newest.price() == nil)
  }
}
