import Testing
import TroupeVocabulary

@testable import TroupeSelection

/// Requested views, looks and cues, and the pictures that are chosen for them.
struct RequestedPicturesTests {
  let kael: Asset
  let mira: Asset

  init() throws {
    kael = try Sample.asset("kael", looks: [Look(name: "casual"), Look(name: "armor")])
    mira = try Sample.asset("mira")
  }

  @Test func whatThePromptRequestsIsPreferred() throws {
    let winter = try Sample.asset("kael", looks: [Look(name: "winter-coat")])
    let references = [
      Sample.reference(winter, 0, .front), Sample.reference(winter, 1, .back),
      Sample.reference(winter, 2, .front, look: "winter-coat"),
      Sample.reference(winter, 3, .back, look: "winter-coat", size: 300),
      Sample.reference(winter, 4, .face, look: "winter-coat", caption: "Kael is angry"),
      Sample.reference(winter, 5, .face, look: "winter-coat", caption: "Kael smiles"),
    ]
    let chosen = try Sample.select(
      "@kael from behind, furious, in his winter coat",
      [AssetCandidates(asset: winter, references: references)], Sample.profile(images: 2)
    ).selection.chosen
    #expect(chosen.map(\.reference) == [references[3].digest, references[4].digest])
    #expect(
      chosen.map(\.reason) == [
        "covers the back view asked for by 'from behind', "
          + "in the look 'winter-coat' asked for by 'winter coat'",
        "shows the face view of @kael, in the look 'winter-coat' asked for by 'winter coat', "
          + "shows 'angry' asked for by 'furious'",
      ])
  }

  @Test func aPictureOfAnotherExpressionIsNotChosen() throws {
    let references = [
      Sample.reference(kael, 0, .expression, caption: "smiling"),
      Sample.reference(kael, 1, .expression, size: 300, caption: "furious"),
      Sample.reference(kael, 2, .expression),
    ]
    let result = try Sample.select(
      "@kael, angry expression", [AssetCandidates(asset: kael, references: references)],
      Sample.profile(images: 1))
    #expect(result.selection.chosen.map(\.reference) == [references[1].digest])
    #expect(
      result.selection.excluded[0].reason
        == "left out: it shows the expression 'happy', which is not asked for")
  }

  @Test func aTagOfTheAssetIsFound() throws {
    let references = [
      Sample.reference(kael, 0, .front),
      Sample.reference(kael, 1, .front, size: 300, tags: ["雨伞", "Umbrella"]),
    ]
    for prompt in ["@kael with an umbrella", "@kael拿着雨伞"] {
      let chosen = try Sample.select(
        prompt, [AssetCandidates(asset: kael, references: references)], Sample.profile(images: 1)
      ).selection.chosen
      #expect(chosen.map(\.reference) == [references[1].digest])
    }
    let denied = try Sample.select(
      "@kael without an umbrella", [AssetCandidates(asset: kael, references: references)],
      Sample.profile(images: 1)
    ).selection.chosen
    #expect(denied.map(\.reference) == [references[0].digest])
  }

  @Test func viewsCanBeAskedForByOption() throws {
    let assets = [
      Sample.candidates(kael, [.front, .profile]), Sample.candidates(mira, [.front, .profile]),
    ]
    let wish = try ViewWish("@kael=Profile")
    let result = try Sample.select("@kael and @mira", assets, Sample.profile(images: 2)) {
      $0.views = [wish, ViewWish(View(rawValue: "hands"))]
    }
    #expect(result.selection.chosen.map(\.view) == [.profile, .front])
    #expect(
      result.selection.chosen[0].reason
        == "covers the profile view asked for by '@kael=profile'")
    #expect(
      result.warnings == [
        "No picture of @kael shows the hands view asked for.",
        "No picture of @mira shows the hands view asked for.",
      ])
    #expect(throws: TroupeError.self) { try ViewWish("@kael=") }
  }

  @Test func ofNearDuplicatesOneIsChosen() throws {
    let references = (0..<4).map { Sample.reference(kael, $0, [.front, .face, .back, .front][$0]) }
    let sharpness = [references[0].digest: 50.0, references[3].digest: 900.0]
    let result = try Sample.select(
      "@kael",
      [
        AssetCandidates(
          asset: kael, references: references,
          nearDuplicates: [[references[0].digest, references[3].digest, references[1].digest]],
          sharpness: sharpness)
      ], Sample.profile())
    #expect(
      Set(result.selection.chosen.map(\.reference)) == [references[3].digest, references[2].digest])
    #expect(
      result.selection.excluded.map(\.reason) == [
        "left out: nearly the same picture as \(references[3].digest.short), which is sharper",
        "left out: nearly the same picture as \(references[3].digest.short)",
      ])
  }

  @Test func anotherLookIsUsedOnlyForWhatTheRequestedOneLacks() throws {
    let references = [
      Sample.reference(kael, 0, .front, look: "casual"), Sample.reference(kael, 1, .front),
      Sample.reference(kael, 2, .back), Sample.reference(kael, 3, .face),
      Sample.reference(kael, 4, .fullBody),
    ]
    let assets = [AssetCandidates(asset: kael, references: references)]
    let plain = try Sample.select("@kael/casual", assets, Sample.profile()).selection
    #expect(plain.chosen.map(\.reference) == [references[0].digest, references[3].digest])
    #expect(
      plain.chosen[1].reason
        == "shows the face view of @kael, in the usual look, since no picture of the look asked for does"
    )
    #expect(
      plain.excluded[0].reason
        == "left out: it shows the usual look, and the request is for the look 'casual'")
    let behind = try Sample.select("@kael/casual from behind", assets, Sample.profile()).selection
    // From behind no face is seen.
    #expect(behind.chosen.map(\.view) == [.back, .front])
  }

  @Test func aLookWithoutPicturesIsReportedAsMissing() throws {
    let assets = [Sample.candidates(kael, [.front, .back])]
    let result = try Sample.select("@kael/armor", assets, Sample.profile())
    #expect(result.selection.chosen.map(\.view) == [.front])
    #expect(
      result.adjustments == [
        Adjustment(
          field: "look", before: "@kael/armor", after: "the usual look",
          reason: "it has no picture of what was asked")
      ])
  }

  @Test func everyRequestedLookIsShown() throws {
    let kael = try Sample.asset("kael", looks: [Look(name: "casual")])
    let all = [
      Sample.reference(kael, 0, .front), Sample.reference(kael, 1, .front, look: "casual"),
      Sample.reference(kael, 2, .back, look: "casual"),
    ]
    let result = try Sample.select(
      "@kael meets @kael/casual, seen from behind",
      [AssetCandidates(asset: kael, references: all)], Sample.profile(images: 2))
    #expect(Set(result.selection.chosen.map(\.look)) == [nil, "casual"])
  }

  @Test func aNamedPictureKeepsItsViewAndLook() throws {
    let kael = try Sample.asset("kael", looks: [Look(name: "casual")])
    let all = [Sample.reference(kael, 0, .front), Sample.reference(kael, 1, .back, look: "casual")]
    let image = InputImage(
      image: StoredImage(
        digest: all[1].digest, type: .png, width: 10, height: 10, byteCount: 1),
      role: .identity,
      asset: kael.handle)
    let chosen = try ReferenceSelector.select(
      SelectionInput(
        parsing: Request(prompt: "@kael waves", model: "m", references: [image]),
        profile: Sample.profile(), assets: [AssetCandidates(asset: kael, references: all)])
    ).selection.chosen
    #expect(chosen.first?.view == .back && chosen.first?.look == "casual")
  }

  @Test func aViewOfAnAssetThatIsNotSentIsReported() throws {
    let kael = try Sample.asset("kael")
    let result = try ReferenceSelector.select(
      SelectionInput(
        parsing: Request(
          prompt: "@kael waves", model: "m", views: [ViewWish(.back, of: Handle("mira"))]),
        profile: Sample.profile(), assets: [Sample.candidates(kael, [.front])]))
    #expect(result.warnings == ["No picture of @mira is sent, so the back view asked for is not."])
  }
}
