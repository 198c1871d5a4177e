import Testing
import TroupeVocabulary

@testable import TroupeSelection

/// What an asset's references are said to show.
@Suite struct CoverageTests {
  private func entry(
    _ coverage: Coverage, _ facet: Coverage.Entry.Facet, _ name: String, look: String? = nil
  ) throws -> Coverage.Entry {
    try #require(
      coverage.entries.first { $0.facet == facet && $0.name == name && $0.look == look })
  }

  @Test func viewsAreCoveredWeakOrMissingByLook() throws {
    let kael = try Cast.asset("kael", looks: [Look(name: "casual"), Look(name: "gala")])
    let all = [
      Cast.reference(kael, 0, .front), Cast.reference(kael, 1, .back, size: 200),
      Cast.reference(kael, 2, .front, look: "casual"),
    ]
    let coverage = try CoverageSurvey(AssetCandidates(asset: kael, references: all))
      .coverage(for: nil)
    #expect(coverage.model == nil && coverage.neverSent.isEmpty)
    let front = try entry(coverage, .view, "front", look: "")
    #expect(front.state == .covered && front.references == [all[0].digest])
    let back = try entry(coverage, .view, "back", look: "")
    #expect(back.state == .weak && back.reason == "small: 200 pixels on its shorter edge")
    #expect(try entry(coverage, .view, "profile", look: "").state == .missing)
    #expect(try entry(coverage, .view, "back", look: "casual").state == .missing)
    #expect(try entry(coverage, .look, "").state == .covered)
    #expect(try entry(coverage, .look, "gala").state == .missing)
    // A look without pictures has one thing to say.
    #expect(!coverage.entries.contains { $0.look == "gala" })
  }

  @Test func aNeighboringViewIsWeakAndSoftPicturesAre() throws {
    let kael = try Cast.asset("kael")
    let quarter = Cast.reference(kael, 0, .threeQuarter)
    let face = Cast.reference(kael, 1, .face)
    let survey = CoverageSurvey(
      AssetCandidates(
        asset: kael, references: [quarter, face], sharpness: [face.digest: 5, quarter.digest: 900]))
    let coverage = try survey.coverage(for: nil)
    let front = try entry(coverage, .view, "front", look: "")
    #expect(front.state == .weak && front.references == [quarter.digest])
    #expect(front.reason == "only a three-quarter picture shows some of it")
    let close = try entry(coverage, .view, "face", look: "")
    #expect(close.state == .weak && close.reason.hasPrefix("soft"))
  }

  @Test func expressionsAreReadFromWordsAndOnlyCharactersHaveThem() throws {
    let kael = try Cast.asset("kael")
    let all = [
      Cast.reference(kael, 0, .face, caption: "furious, not smiling"),
      Cast.reference(kael, 1, .expression, tags: ["哭泣"]),
    ]
    let coverage = try CoverageSurvey(AssetCandidates(asset: kael, references: all))
      .coverage(for: nil)
    #expect(try entry(coverage, .expression, "angry").references == [all[0].digest])
    #expect(try entry(coverage, .expression, "sad").references == [all[1].digest])
    #expect(try entry(coverage, .expression, "happy").state == .missing)
    let lamp = try Cast.asset("lamp", .object)
    let other = try CoverageSurvey(Cast.candidates(lamp, [.front])).coverage(for: nil)
    #expect(!other.entries.contains { $0.facet == .expression })
    #expect(!other.entries.contains { $0.name == "face" })
  }

  @Test func whatIsNeverSentIsTheTwinAndTheLesserOfOneView() throws {
    let kael = try Cast.asset("kael")
    let views: [View] = [.front, .front, .front, .back, .face, .profile]
    let all = views.enumerated().map { Cast.reference(kael, $0, $1) }
    let survey = CoverageSurvey(
      AssetCandidates(asset: kael, references: all, twins: [[all[4].digest, all[5].digest]]))
    let never = try survey.coverage(for: Cast.profile(images: 2)).neverSent
    #expect(never.map(\.reference) == [all[1].digest, all[2].digest])
    #expect(never.allSatisfy { $0.reason.hasPrefix("left out: ") })
    let wide = try survey.coverage(for: Cast.profile(images: 14)).neverSent
    #expect(wide.map(\.reference) == [all[2].digest])
    let none = try survey.coverage(for: Cast.profile(kinds: [.character: 0])).neverSent
    #expect(none.count == 6)
  }

  @Test("in random libraries, no request that asks for it sends one of them", arguments: 1...60)
  func truth(seed: UInt64) throws {
    let random = try RandomCase(seed)
    for candidates in random.input.assets {
      let never = try CoverageSurvey(candidates).coverage(for: random.input.profile).neverSent
      let out = Set(never.map(\.reference))
      #expect(out.isSubset(of: candidates.references.map(\.digest)))
      for one in candidates.inOrder where out.contains(one.digest) {
        let words = ([one.caption] + one.tags).joined(separator: ", ")
        let look = one.look.map { "/\($0)" } ?? ""
        let result = try Cast.select(
          "\(candidates.asset.handle)\(look), \(words)", [candidates], random.input.profile
        ) { request in
          request.overflow = .drop
          request.views = one.view.map { [ViewWish($0, of: candidates.asset.handle)] } ?? []
        }
        #expect(!result.selection.chosen.map(\.reference).contains(one.digest))
      }
    }
  }
}
