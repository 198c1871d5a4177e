import Testing
import TroupeVocabulary

@testable import TroupeSelection

struct ReferenceSelectorTests {
  let kael: Asset
  let mira: Asset
  let noir: Asset

  init() throws {
    kael = try Sample.asset("kael", looks: [Look(name: "casual"), Look(name: "armor")])
    mira = try Sample.asset("mira")
    noir = try Sample.asset("noir", .style)
  }

  @Test func askedViewComesFirstAndSaysWhy() throws {
    let assets = [Sample.candidates(kael, [.front, .profile, .back])]
    let result = try Sample.select("@kael in profile", assets, Sample.profile(images: 1))
    #expect(result.selection.chosen.map(\.view) == [.profile])
    #expect(
      result.selection.chosen.map(\.reason)
        == ["covers the profile view asked for by 'in profile'"])
    #expect(
      result.selection.excluded.map(\.reason)
        == Array(
          repeating: "left out: 1 of 1 image used, and profile view "
            + "\(result.selection.chosen[0].reference.short) adds more", count: 2))
    #expect(result.selection.excluded.map(\.limit) == ["1 image", "1 image"])
    #expect(result.selection.isOptimal)
  }

  @Test func viewsBeforeRepeats() throws {
    let assets = [Sample.candidates(kael, [.front, .front, .front, .back, .fullBody, .profile])]
    let selection = try Sample.select("@kael", assets, Sample.profile()).selection
    let chosen = selection.chosen
    #expect(
      selection.excluded.first { $0.view == .back }?.reason
        == "left out: it adds less than profile view \(chosen[2].reference.short)")
    #expect(chosen.map(\.view) == [.front, .fullBody, .profile])
    #expect(chosen.count == SelectionWeights.mostPerAsset)
    #expect(chosen[0].reason == "shows the front view of @kael")
  }

  @Test func ofOneViewTheLargerPictureIsChosen() throws {
    let small = Sample.reference(kael, 0, .front, size: 300)
    let large = Sample.reference(kael, 1, .front, size: 900)
    let result = try Sample.select(
      "@kael", [AssetCandidates(asset: kael, references: [small, large])], Sample.profile(images: 1)
    )
    #expect(result.selection.chosen.map(\.reference) == [large.digest])
    #expect(
      result.selection.excluded.map(\.reason)
        == ["left out: same view as \(large.digest.short), which is larger"])
  }

  @Test func aPinComesFirstAndPinsRaiseTheMost() throws {
    var references = (0..<6).map { Sample.reference(kael, $0, .back, isPinned: $0 > 0) }
    references.append(Sample.reference(kael, 6, .front))
    let chosen = try Sample.select(
      "@kael", [AssetCandidates(asset: kael, references: references)], Sample.profile()
    ).selection.chosen
    #expect(chosen[0].reason == "pinned" && chosen.count == 5)
    #expect(chosen.count { $0.reason == "pinned" } == 4)
  }

  @Test func aPinOfAnotherLookDoesNotCount() throws {
    let casual = Sample.reference(kael, 0, .fullBody, look: "casual")
    let anchor = Sample.reference(kael, 1, .front, isPinned: true)
    let assets = [AssetCandidates(asset: kael, references: [casual, anchor])]
    let casualSelection = try Sample.select("@kael/casual", assets, Sample.profile(images: 1))
      .selection
    #expect(casualSelection.chosen.map(\.reference) == [casual.digest])
    let usual = try Sample.select("@kael", assets, Sample.profile(images: 1)).selection
    #expect(usual.chosen.map(\.reference) == [anchor.digest])
  }

  @Test func theLookAskedForComesFirst() throws {
    let references = [
      Sample.reference(kael, 0, .front), Sample.reference(kael, 1, .front, look: "armor"),
      Sample.reference(kael, 2, .front, look: "casual"),
    ]
    let assets = [AssetCandidates(asset: kael, references: references)]
    let chosen = try Sample.select("@kael/casual", assets, Sample.profile()).selection.chosen
    #expect(chosen.map(\.look) == ["casual"])
    #expect(chosen[0].reason == "shows the front view of @kael, in the look 'casual' asked for")
    let usual = try Sample.select("@kael", assets, Sample.profile(images: 1)).selection.chosen
    #expect(usual.map(\.look) == [nil])
  }

  @Test func everyMentionedAssetBeforeAnySecondPicture() throws {
    let assets = [
      Sample.candidates(kael, [.front, .profile, .back]), Sample.candidates(mira, [.detail]),
      Sample.candidates(noir, [nil, nil]),
    ]
    let result = try Sample.select(
      "@noir: @kael in profile, from behind, and @mira", assets, Sample.profile(images: 3))
    #expect(result.selection.chosen.map { $0.asset?.text } == ["kael", "mira", "noir"])
    #expect(result.selection.chosen.map(\.role) == [.identity, .identity, .style])
    #expect(result.limits == [LimitUse(name: "images", used: 3, bound: 3)])
  }

  @Test func whatDoesNotFitFailsOrIsDropped() throws {
    let assets = [Sample.candidates(kael, [.front]), Sample.candidates(mira, [.front, .back])]
    let profile = try Sample.profile(kinds: [.character: 1])
    #expect(
      throws: TroupeError.request(
        .doesNotFit(
          model: "test-model", assets: ["@mira"], limit: "1 character", bound: 1, canSheet: true))
    ) { try Sample.select("@kael and @mira", assets, profile) }
    // Characters and styles share no sheet, so that way out is not named.
    let both = [Sample.candidates(kael, [.front]), Sample.candidates(noir, [nil])]
    let error = #expect(throws: TroupeError.self) {
      try Sample.select("@kael in @noir", both, Sample.profile(images: 1))
    }
    guard case .request(.doesNotFit(_, _, _, _, canSheet: false, _)) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    let result = try Sample.select("@kael and @mira*2", assets, profile) { $0.overflow = .drop }
    #expect(result.selection.chosen.map { $0.asset?.text } == ["mira"])
    #expect(result.adjustments.map(\.before) == ["@kael"])
    #expect(result.adjustments.map(\.after) == ["description only"])
    #expect(result.selection.excluded.first { $0.asset == kael.handle }?.limit == "1 character")
  }

  @Test func kindsWithoutALimitCountAsTheOtherKind() throws {
    let assets = [Sample.candidates(noir, [nil, nil, nil]), Sample.candidates(kael, [.front])]
    let profile = try Sample.profile(kinds: [.object: 2, .character: 4], otherKinds: .object)
    let result = try Sample.select("@kael in @noir", assets, profile)
    #expect(result.selection.chosen.filter { $0.kind == .style }.count == 2)
    #expect(
      result.limits == [
        LimitUse(name: "images", used: 3, bound: 14),
        LimitUse(name: "characters", used: 1, bound: 4),
        LimitUse(name: "objects", used: 2, bound: 2),
      ])
  }

  @Test func parentAndNamedImagesGoInOrFail() throws {
    let assets = [Sample.candidates(kael, [.front, .back])]
    func result(_ images: Int) throws -> SelectionResult {
      try Sample.select("@kael", assets, Sample.profile(images: images)) {
        $0.parent = Sample.image(1, .parent)
        $0.references = [Sample.image(2, .pose), Sample.image(3, .style)]
      }
    }
    #expect(try result(4).selection.chosen.map(\.role) == [.parent, .pose, .style, .identity])
    #expect(try result(5).selection.chosen.map(\.position) == [1, 2, 3, 4, 5])
    #expect(
      throws: TroupeError.request(
        .doesNotFit(
          model: "test-model", assets: ["@kael"], limit: "3 images", bound: 3))
    ) {
      try result(3)
    }
    #expect(
      throws: TroupeError.request(
        .tooManyReferences(
          model: "test-model", named: 3, limit: "2 images", bound: 2))
    ) {
      try result(2)
    }
  }

  @Test func namedPicturesAreSentOnceAndShowTheirAsset() throws {
    let candidates = Sample.candidates(kael, [.front, .back])
    let front = candidates.references[0].digest
    let named = InputImage(
      image: StoredImage(
        digest: front, type: .png, width: 1, height: 1, byteCount: 1),
      role: .identity,
      asset: kael.handle)
    let result = try Sample.select("@kael", [candidates], Sample.profile(kinds: [.character: 1])) {
      $0.references = [named, named]
    }
    #expect(result.selection.chosen.map(\.reference) == [front])
    #expect(result.selection.chosen.map(\.kind) == [.character])
    #expect(result.adjustments.map(\.reason) == ["the same picture is image 1 already"])
    #expect(result.selection.excluded.map(\.limit) == ["1 character"])
  }

  @Test func wordsAloneForAssetsWithoutPictures() throws {
    var retired = Sample.reference(mira, 0, .front)
    retired.retiredAt = Sample.day
    let assets = [
      Sample.candidates(kael, [.front]), AssetCandidates(asset: mira, references: [retired]),
      Sample.candidates(noir, [nil]),
    ]
    let result = try Sample.select("@kael, @mira, @noir", assets, Sample.profile()) {
      $0.without = [kael.handle]
    }
    #expect(result.selection.chosen.map { $0.asset?.text } == ["noir"])
    #expect(result.adjustments.map(\.before) == ["@mira"])
    #expect(
      result.selection.excluded.map(\.reason) == ["left out: the request wants no picture of @kael"]
    )
  }

  @Test func roleAsStyleCountsAsStyle() throws {
    let assets = [Sample.candidates(kael, [.front])]
    let profile = try Sample.profile(kinds: [.character: 0, .style: 3])
    let chosen = try Sample.select("@kael as style", assets, profile).selection.chosen
    #expect(chosen.map(\.role) == [.style])
  }
}
