import Testing
import TroupeVocabulary

@testable import TroupeSelection

/// Places: which picture goes by angle and time of day, and what is said of it.
struct PlaceTests {
  private let harbor: AssetCandidates
  private let kael: AssetCandidates

  init() throws {
    let asset = try Sample.asset("harbor", .place, name: "Old Harbor")
    let pictures: [(View, String)] = [
      (.wide, "day"), (.wide, "night"), (.reverse, "day"), (.left, "day"), (.detail, "day"),
    ]
    harbor = AssetCandidates(
      asset: asset,
      references: pictures.enumerated().map {
        Sample.reference(asset, $0, $1.0, tags: [$1.1])
      })
    kael = Sample.candidates(try Sample.asset("kael", name: "Kael"), [.front])
  }

  @Test(arguments: [
    ("@kael at @harbor", View.wide, "day"), ("At night, @kael waits in @harbor", .wide, "night"),
    ("@harbor at midnight", .wide, "night"), ("@harbor, reverse angle", .reverse, "day"),
    ("Wide shot of @harbor", .wide, "day"), ("@harbor seen from the left", .left, "day"),
    ("@kael vor @harbor, nachts", .wide, "night"), ("深夜，@kael站在@harbor", .wide, "night"),
    ("@harborを反対側から", .reverse, "day"),
  ])
  func thePictureGoesByAngleAndTime(prompt: String, view: View, time: String) throws {
    let chosen = try Sample.select(prompt, [harbor, kael], Sample.profile()).selection.chosen
      .filter { $0.asset == "harbor" }
    #expect(chosen[0].view == view, "\(chosen.map(\.reason))")
    // What makes the place known may go too.
    #expect(chosen.dropFirst().allSatisfy { $0.view == .wide })
    #expect(harbor.reference(chosen[0].reference)?.tags == [time])
  }

  @Test func angleAndTimeMayNeedTwoPictures() throws {
    let chosen = try Sample.select(
      "@harbor, reverse angle, at night", [harbor], Sample.profile()
    ).selection.chosen
    #expect(Set(chosen.map(\.view)) == [.wide, .reverse])
  }

  @Test func itIsCountedAsTheProfileSays() throws {
    func limits(_ kinds: [Kind: Int], _ others: Kind? = nil) throws -> [LimitUse] {
      try Sample.select(
        "@harbor", [harbor], Sample.profile(kinds: kinds, otherKinds: others)
      ).limits.filter { $0.used > 0 && $0.name != "images" }
    }
    #expect(try limits([.character: 1, .object: 2]).map(\.name) == ["objects"])
    #expect(try limits([.character: 1, .object: 2], .character).map(\.name) == ["characters"])
    #expect(try limits([.object: 2, .place: 1], .object).map(\.name) == ["places"])
    #expect(try limits([.character: 1]).isEmpty)
  }

  @Test func labelsSayPlaceAngleAndTime() throws {
    let composed = try ComposerTests.compose("@harbor at night", [harbor])
    #expect(composed.labels == [1: "Image 1: Old Harbor, wide view, at night"])
    let words = composed.composition.parts.compactMap {
      if case .text(let text) = $0 { text } else { nil }
    }.joined(separator: "\n")
    #expect(words.contains("Old Harbor is the place in image 1."), "\(words)")
    #expect(words.contains("Keep architecture"))
    let chinese = try ComposerTests.compose("夜晚的@harbor", [harbor])
    #expect(chinese.labels == [1: "图1：Old Harbor，全景，夜晚"])
  }

  @Test func aPictureIsNamedAsTheBackground() throws {
    let composed = try ComposerTests.compose("@kael waits", [kael]) {
      $0.references = [Sample.image(1, .background)]
    }
    #expect(composed.labels[1]?.contains("use it as the background") == true)
    let used = try Sample.select("a red cube", [], Sample.profile(kinds: [.object: 2])) {
      $0.references = [Sample.image(1, .background)]
    }.limits
    #expect(used.first { $0.name == "objects" }?.used == 1)
    let lent = try ComposerTests.compose("@kael, with @harbor as background", [kael, harbor])
    #expect(lent.labels.values.contains { $0.contains("for the background alone") })
  }
}
