import Testing
import TroupeVocabulary

@testable import TroupeSelection

/// As what pictures count that show no asset of the request.
struct ExplicitKindTests {
  private static func used(
    _ change: (inout Request) -> Void
  ) throws -> [String: Int] {
    let profile = try Sample.profile(kinds: [.character: 1, .object: 2, .style: 1])
    let result = try Sample.select("rain", [], profile, change: change)
    return Dictionary(
      result.limits.map { ($0.name, $0.used) }, uniquingKeysWith: { first, _ in first })
  }

  @Test(arguments: [
    (nil as Subject?, "characters"), (.character, "characters"), (.object, "objects"),
    (.place, "objects"),
  ])
  func anIdentityIsACharacterUnlessSaid(subject: Subject?, limit: String) throws {
    let named = try Self.used {
      var image = Sample.image(1, .identity)
      image.subject = subject
      $0.references = [image]
    }
    #expect(named["images"] == 1 && named[limit] == 1, "\(named)")
    let addressed = try Self.used {
      $0.uris = [
        ImageAddress(
          "https://x.example/a", use: subject.map { PictureUse(.identity, showing: $0) })
      ]
    }
    #expect(addressed["images"] == 1 && addressed[limit] == 1, "\(addressed)")
  }

  @Test func otherRolesAreNoCharacter() throws {
    let used = try Self.used {
      $0.references = [Sample.image(1, .style), Sample.image(2, .pose)]
      $0.uris = [ImageAddress("https://x.example/a", use: PictureUse(.composition))]
    }
    #expect(used["images"] == 3 && used["characters"] == 0 && used["styles"] == 1)
  }

  @Test func noKindIsPassed() throws {
    let two = [Sample.image(1, .identity), Sample.image(2, .identity)]
    #expect(throws: TroupeError.self) { try Self.used { $0.references = two } }
    #expect(throws: TroupeError.self) {
      try Self.used {
        $0.references = [two[0]]
        $0.uris = [ImageAddress("https://x.example/a")]
      }
    }
    var object = two[1]
    object.subject = .object
    #expect(try Self.used { $0.references = [two[0], object] }["objects"] == 1)
  }

  @Test func theLabelSaysWhatItShows() throws {
    var request = Request(prompt: "rain", model: "test-model")
    var place = Sample.image(1, .identity)
    place.subject = .place
    request.references = [place]
    request.uris = [ImageAddress("https://x.example/a", use: PictureUse(.pose))]
    let input = try SelectionInput(parsing: request, profile: Sample.profile(), assets: [])
    let composed = try Composer.compose(
      request, prompt: input.prompt, selection: ReferenceSelector.select(input).selection,
      assets: [], profile: input.profile)
    #expect(composed.labels[1]?.contains("place") == true)
    #expect(composed.composition.prompt.contains("Image 2: for the pose alone"))
  }
}
