import Testing
import TroupeVocabulary

@testable import TroupeSelection

/// What a coverage report states about an asset's references.
@Suite struct CoverageTests {
  private func entry(
    _ coverage: Coverage, _ facet: Coverage.Entry.Facet, _ name: String, look: String? = nil
  ) throws -> Coverage.Entry {
    try #require(
      coverage.entries.first { $0.facet == facet && $0.name == name && $0.look == look })
  }

  @Test func viewsAreCoveredWeakOrMissingByLook() throws {
    let kael = try Sample.asset("kael", looks: [Look(name: "casual"), Look(name: "gala")])
    let all = [
      Sample.reference(kael, 0, .front), Sample.reference(kael, 1, .back, size: 200),
      Sample.reference(kael, 2, .front, look: "casual"),
    ]
    let coverage = try CoverageSurvey(AssetCandidates(asset: kael, references: all))
      .coverage(for: nil)
    #expect(coverage.model == nil && coverage.neverSent.isEmpty)
    let front = try entry(coverage, .view, "front", look: "")
    #expect(front.state == .single && front.references == [all[0].digest])
    #expect(front.reason == "one picture only")
    let back = try entry(coverage, .view, "back", look: "")
    #expect(back.state == .weak && back.reason == "small: 200 pixels on its shorter edge")
    #expect(try entry(coverage, .view, "profile", look: "").state == .missing)
    #expect(try entry(coverage, .view, "back", look: "casual").state == .missing)
    #expect(try entry(coverage, .look, "").reason == "one good picture only")
    #expect(try entry(coverage, .look, "gala").state == .missing)
    // A look without pictures has one entry.
    #expect(!coverage.entries.contains { $0.look == "gala" })
  }

  @Test func aNeighboringViewIsWeakAndSoftPicturesAre() throws {
    let kael = try Sample.asset("kael")
    let quarter = Sample.reference(kael, 0, .threeQuarter)
    let face = Sample.reference(kael, 1, .face)
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
    let kael = try Sample.asset("kael")
    let all = [
      Sample.reference(kael, 0, .face, caption: "furious, not smiling"),
      Sample.reference(kael, 1, .expression, tags: ["哭泣"]),
    ]
    let coverage = try CoverageSurvey(AssetCandidates(asset: kael, references: all))
      .coverage(for: nil)
    #expect(try entry(coverage, .expression, "angry").references == [all[0].digest])
    #expect(try entry(coverage, .expression, "sad").references == [all[1].digest])
    #expect(try entry(coverage, .expression, "happy").state == .missing)
    let lamp = try Sample.asset("lamp", .object)
    let other = try CoverageSurvey(Sample.candidates(lamp, [.front])).coverage(for: nil)
    #expect(!other.entries.contains { $0.facet == .expression })
    #expect(!other.entries.contains { $0.name == "face" })
  }

  @Test func twoGoodPicturesCoverAndAPictureThatFillsTheModelIsNotSmall() throws {
    let kael = try Sample.asset("kael")
    let all = [Sample.reference(kael, 0, .front), Sample.reference(kael, 1, .front)]
    let survey = CoverageSurvey(AssetCandidates(asset: kael, references: all))
    #expect(try entry(survey.coverage(for: nil), .view, "front", look: "").state == .covered)
    let small = CoverageSurvey(
      AssetCandidates(asset: kael, references: [Sample.reference(kael, 0, .front, size: 256)]))
    #expect(try entry(small.coverage(for: nil), .view, "front", look: "").state == .weak)
    let tight = try small.coverage(for: Sample.profile(edge: 256))
    #expect(try entry(tight, .view, "front", look: "").state == .single)
  }

  @Test func neverSentAndOutrankedReferencesAreSeparate() throws {
    let kael = try Sample.asset("kael")
    let views: [View] = [.front, .front, .front, .back, .face, .profile]
    let all = views.enumerated().map { Sample.reference(kael, $0, $1) }
    let survey = CoverageSurvey(
      AssetCandidates(
        asset: kael, references: all, nearDuplicates: [[all[4].digest, all[5].digest]]))
    let narrow = try survey.coverage(for: Sample.profile(images: 2))
    #expect(narrow.neverSent.map(\.reference) == [all[1].digest, all[2].digest])
    #expect(narrow.neverSent[0].reason.hasPrefix("\(all[0].digest.short) shows the same"))
    let wide = try survey.coverage(for: Sample.profile(images: 14))
    #expect(wide.neverSent.map(\.reference) == [all[1].digest, all[2].digest])
    #expect(wide.outranked.isEmpty)
    // Unasked, a fourth picture of one at rest is left out; a request for its view brings it.
    let quarter = [View.front, .face, .fullBody, .threeQuarter].enumerated().map {
      Sample.reference(kael, $0, $1)
    }
    let rest = try CoverageSurvey(AssetCandidates(asset: kael, references: quarter))
      .coverage(for: Sample.profile(images: 14))
    #expect(rest.neverSent.isEmpty && rest.outranked.isEmpty)
    // No slot as a character, but one as a pose.
    let none = try survey.coverage(for: Sample.profile(kinds: [.character: 0]))
    #expect(none.neverSent.count == 2 && none.outranked.count == 4)
    let blind = try survey.coverage(for: Sample.profile(images: 0))
    #expect(blind.neverSent.count == 6 && blind.outranked.isEmpty)
    #expect(blind.neverSent[0].limit == "0 images")
  }

  @Test func adviceBeginsWithWhatIdentifiesTheAsset() throws {
    let kael = try Sample.asset("凯尔", looks: [Look(name: "gala")])
    let all = [
      Sample.reference(kael, 0, .profile), Sample.reference(kael, 1, nil),
      Sample.reference(kael, 2, .back, size: 200),
    ]
    let advice = try CoverageSurvey(AssetCandidates(asset: kael, references: all))
      .coverage(for: nil).advice
    #expect(advice[1].facet == .look && advice[1].name == "gala")
    #expect(advice[2].facet == .view && advice[2].name == "front" && advice[2].look == "")
    let back = try #require(advice.firstIndex { $0.name == "back" })
    #expect(advice[back].reason.hasPrefix("small") && back > 3)
    let short = all[1].digest.short
    #expect(advice[0].action == .describe && advice[0].name == short)
    #expect(advice.contains { $0.name.hasPrefix("afraid, angry") })
    let full = (0..<14).map { Sample.reference(kael, $0, View.named[$0 % 7]) }
    let rest = try CoverageSurvey(AssetCandidates(asset: kael, references: full))
      .coverage(for: Sample.profile(images: 3))
    #expect(!rest.neverSent.isEmpty)
    #expect(
      rest.advice.filter { $0.action == .retire }.map(\.name)
        == rest.neverSent.map(\.reference.short))
  }

  @Test("in random libraries, a request that asks for just that leaves it out", arguments: 1...20)
  func outranked(seed: UInt64) throws {
    let random = try RandomRequest(seed)
    for candidates in random.input.assets {
      let coverage = try CoverageSurvey(candidates).coverage(for: random.input.profile)
      let out = Set(coverage.outranked.map(\.reference))
      #expect(out.isDisjoint(with: coverage.neverSent.map(\.reference)))
      #expect(out.isSubset(of: candidates.references.map(\.digest)))
      for one in candidates.inOrder where out.contains(one.digest) {
        let words = ([one.caption] + one.tags).joined(separator: ", ")
        let look = one.look.map { "/\($0)" } ?? ""
        let result = try Sample.select(
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
