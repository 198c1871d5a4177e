import Foundation
import Testing
import TroupeProviders
import TroupeVocabulary

/// Figures that are easily mistaken.
@Suite struct RunwayFigureTests {
  private let models = ModelRegistry(of: [RunwayProvider()])

  private func price(_ model: String, _ parameters: Parameters = Parameters()) throws -> Double? {
    try models.profile(named: model).profile.price(of: parameters)
  }

  @Test func pricesAreCreditsOfACent() throws {
    #expect(try price("gen4_image") == 0.08)
    #expect(try price("gen4_image", Parameters(size: "720p")) == 0.05)
    #expect(try price("gen4_image", Parameters(size: "1K")) == nil)
    #expect(try price("gen4_image_turbo", Parameters(size: "1K")) == 0.02)
    #expect(try price("runway/gpt_image_2") == 0.2)
    #expect(
      try price("runway/gpt_image_2", Parameters(size: "4K", options: ["quality": "low"])) == 0.02)
    #expect(try price("runway/ideogram_4_5", Parameters(options: ["quality": "high"])) == 0.25)
    // Each reference costs more, so that no price of an image would hold.
    #expect(try price("runway/grok_imagine_image_2") == nil)
  }

  @Test func everySizeHasASquareAndShapesThatAreTheirNames() throws {
    for profile in models.profiles {
      let table = try #require(profile.pixels.value)
      #expect(Set(table.keys) == Set(try #require(profile.sizes.value)), "\(profile.id)")
      for (size, row) in table {
        #expect(row["1:1"] != nil, "\(profile.id) \(size)")
        #expect(Set(row.keys).isSubset(of: Set(try #require(profile.aspects.value))))
        for (aspect, sides) in row {
          let ratio = try #require(AspectRatio.value(aspect))
          #expect(
            abs(Double(sides[0]) / Double(sides[1]) / ratio - 1) < 0.045,
            "\(profile.id) \(size) \(aspect)")
        }
      }
    }
  }

  @Test func aFileFitsIntoADataURIOfFiveMebibytes() throws {
    for profile in models.profiles {
      let most = try #require(profile.limits.fileBytes.hard)
      #expect("data:image/webp;base64,".count + (most + 2) / 3 * 4 < 5 << 20, "\(profile.id)")
    }
  }

  /// The vendor takes no size by name, so that a profile without pixels could ask for nothing.
  @Test func aProfileWithoutPixelsIsFaulty() throws {
    let provider = RunwayProvider()
    var text = String(decoding: provider.profiles[0], as: UTF8.self)
    #expect(provider.fault(in: try models.profile(named: "gen4_image").profile) == nil)
    text.replace("\"720p\": {", with: "\"540p\": {")
    let registry = ModelRegistry(
      of: [provider], overrides: [.init(name: "mine.json", json: Data(text.utf8))])
    #expect(registry.problems.count == 1)
  }
}
