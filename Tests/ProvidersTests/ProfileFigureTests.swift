import Foundation
import Testing
import TroupeProviders
import TroupeVocabulary

/// What every profile must hold, and the figures that are easily got wrong.
@Suite struct ProfileFigureTests {
  private let registry: ModelRegistry
  /// Those that draw.
  private let drawing: [ModelProfile]

  init() throws {
    registry = ModelRegistry(of: WireSample.providers)
    drawing = registry.profiles.filter { !$0.isJudge }
  }

  private func model(_ id: String) throws -> ModelProfile {
    try registry.profile(named: id).profile
  }

  @Test func thePixelTableHasEverySizeAndAspect() throws {
    for profile in drawing {
      let table = try #require(profile.pixels.value)
      let sizes = try #require(profile.sizes.value)
      let aspects = try #require(profile.aspects.value)
      #expect(Set(table.keys) == Set(sizes), "\(profile.id)")
      for size in sizes { #expect(Set(table[size, default: [:]].keys) == Set(aspects)) }
    }
  }

  @Test func pixelsHaveTheirAspectWithinThreePercent() throws {
    for profile in drawing {
      for row in try #require(profile.pixels.value).values {
        for (aspect, pixels) in row {
          let sides = aspect.split(separator: ":").compactMap { Double($0) }
          let wanted = sides[0] / sides[1]
          let found = Double(pixels[0]) / Double(pixels[1])
          #expect(abs(found / wanted - 1) < 0.031, "\(profile.id) \(aspect) \(pixels)")
        }
      }
    }
  }

  @Test func pricesAndTokensAreThereForEverySize() throws {
    for profile in drawing {
      let sizes = Set(try #require(profile.sizes.value))
      #expect(Set(try #require(profile.price.value).keys) == sizes)
      #expect(Set(try #require(profile.outputTokens.value).keys) == sizes)
    }
  }

  @Test func everySizeListBeginsWithTheOneMadeUnasked() {
    for profile in drawing { #expect(profile.sizes.value?.first == "1K") }
  }

  @Test func everyFigureIsDated() throws {
    for profile in registry.profiles {
      let text = try CanonicalJSON.text(profile)
      let figures = text.matches(of: /"checked":"([^"]*)"/)
      #expect(figures.count >= 12)
      let days = ["2026-11-20", "2026-11-28", "2026-11-29", "2026-11-30"]
      #expect(figures.allSatisfy { days.contains(String($0.output.1)) })
      #expect(!text.contains("\"source\":\"\""))
    }
  }

  @Test func threeImagesAreAdviceForTheOldestModel() throws {
    let limit = try model("gemini-2.5-flash-image").limits.images
    #expect(limit.hard == nil && limit.recommended == 3)
    #expect(try model("gemini-2.5-flash-image").sendsSize == false)
    #expect(try model("gemini-2.5-flash-image").status.stage == .restricted)
  }

  @Test func kindsAreBoundHard() throws {
    let pro = try model("gemini-3-pro-image").limits
    #expect(pro.images.hard == 14)
    #expect(pro.kinds.mapValues(\.hard) == ["character": 5, "object": 6, "style": 3])
    let flash = try model("gemini-3.1-flash-image").limits
    #expect(flash.kinds.mapValues(\.hard) == ["character": 4, "object": 10])
    #expect(flash.otherKinds == .object)
    let lite = try model("gemini-3.1-flash-lite-image").limits
    #expect(lite.kinds.mapValues(\.hard) == ["object": 14])
    #expect(lite.otherKinds == .object)
  }

  @Test func anUnconfirmedEndIsSaidToBeOne() throws {
    let status = try model("gemini-3.1-flash-image").status
    #expect(status.stage == .deprecated)
    #expect(status.retired == "2026-10-29")
    #expect(!status.confirmed)
    #expect(status.successor == "gemini-nano-banana-2.1")
  }

  /// The changelog of Google's API ends nothing that Vertex AI serves: life belongs to a model on a road.
  @Test func aModelEndsOnOneRoadAndLivesOnAnother() throws {
    let status = try model("vertex/gemini-3.1-flash-image").status
    #expect(status.stage == .available && status.retired == nil && !status.confirmed)
    #expect(try model("vertex/gemini-2.5-flash-image").status.stage == .available)
  }

  /// docs.cloud.google.com, image understanding: 14 images, 3 of the oldest model, 7 MB each; 500 MB in all where said.
  @Test func vertexBoundsEachFile() throws {
    for profile in registry.profiles where profile.provider == "vertex" {
      #expect(profile.limits.fileBytes.hard == 7_000_000, "\(profile.id)")
      let isOldest = profile.sentAs == "gemini-2.5-flash-image"
      #expect(profile.limits.images.hard == (isOldest ? 3 : 14), "\(profile.id)")
      #expect(!profile.price.isConfirmed, "\(profile.id)")
    }
    let flash = try model("vertex/gemini-3.1-flash-image").limits
    #expect(flash.requestBytes.hard == 500_000_000)
    #expect(try model("vertex/gemini-3-pro-image").limits.requestBytes.hard == nil)
  }

  /// Where sources differ the dearer price keeps bounds, and the note tells of the others.
  @Test func theDearerOfTwoPricesCounts() throws {
    for id in ["gemini-nano-banana-2.1", "vertex/gemini-nano-banana-2.1"] {
      let model = try model(id)
      #expect(model.price.value == ["1K": 0.0336, "2K": 0.0504, "4K": 0.1134])
      #expect(!model.price.isConfirmed && model.price.note?.contains("0.0756") == true)
      #expect(model.outputTokens.value?["4K"] == 3780)
    }
  }

  /// The model's page of Google's API says what it cannot do.
  @Test func theLightestModelDoesNotSearch() throws {
    let can = try model("gemini-3.1-flash-lite-image").capabilities
    #expect(can.webSearch == false && can.imageSearch == false)
    #expect(can.thinkingLevels == ["minimal", "high"])
  }

  @Test func theOfflineModelIsFree() throws {
    let model = try model("troupe/storyboard")
    #expect(model.dialect == "troupe.storyboard")
    #expect(model.price.value?.values.allSatisfy { $0 == 0 } == true)
    #expect(model.aspects.value?.count == 14)
  }

  @Test func aJudgeHasAPriceByTheTokenAndDrawsNothing() throws {
    let judges = registry.profiles.filter(\.isJudge)
    #expect(
      judges.map(\.id) == ["gemini-3.1-pro-preview", "gemini-3.5-flash-lite", "gemini-3.8-flash"])
    for judge in judges {
      #expect(judge.price() == nil && judge.sizes.value == nil)
      // 7 pictures at 1,120 tokens, and words of two tokens a character at most.
      let price = try #require(judge.tokenPrice?.value)
      let most = (Double(7 * 1120 + 2 * 3000) * price.input + 8192 * price.words) / 1e6
      let bound = try #require(judge.judgePrice(characters: 3000, pictures: 7, answer: 8192))
      #expect(abs(bound - most) < 1e-5)
    }
  }
}
