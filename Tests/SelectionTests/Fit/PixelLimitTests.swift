import Testing
import TroupeVocabulary

@testable import TroupeSelection

struct PixelLimitTests {
  /// One picture of each size, all of different views.
  private func candidates(_ sizes: [Int]) throws -> AssetCandidates {
    let kael = try Sample.asset("kael")
    let views: [View] = [.front, .profile, .back, .fullBody]
    return AssetCandidates(
      asset: kael,
      references: sizes.enumerated().map { Sample.reference(kael, $0, views[$0 % 4], size: $1) })
  }

  @Test func theOutputLeavesLessForReferences() throws {
    let assets = [try candidates([2000, 2000, 2000])]
    func count(output: Int?) throws -> Int {
      try Sample.select("@kael", assets, Sample.profile(pixels: 9_000_000, output: output))
        .selection.chosen.count
    }
    #expect(try count(output: nil) == 2)
    #expect(try count(output: 4_000_000) == 1)
    #expect(throws: TroupeError.self) { try count(output: 6_000_000) }
  }

  @Test func aPictureLargerThanAllRoomSaysSo() throws {
    let assets = [try candidates([1500, 900])]
    let profile = try Sample.profile(pixels: 3_000_000, output: 1_000_000)
    let result = try Sample.select("@kael", assets, profile)
    let left = try #require(result.selection.excluded.first)
    #expect(left.reason.contains("it alone has more than the 2.0 megapixels"))
    let coverage = try CoverageSurvey(assets[0]).coverage(for: profile)
    #expect(coverage.neverSent.map(\.reference) == [left.reference])
    // What the model cannot get is no picture of the view for it.
    let front = coverage.entries.first { $0.name == "front" && $0.look == "" }
    #expect(front?.state == .weak && front?.reason.contains("megapixels") == true)
    #expect(coverage.advice.contains { $0.action == .add && $0.name == "front" })
  }

  @Test func picturesCountAsTheyWouldBeSent() throws {
    let assets = [try candidates([2000, 2000, 2000])]
    let result = try Sample.select(
      "@kael", assets, Sample.profile(pixels: 3_000_000, edge: 1000))
    #expect(result.selection.chosen.count == 3)
    #expect(result.limits.last == LimitUse(name: "pixels", used: 3_000_000, bound: 3_000_000))
    #expect(PlannedPixels(edge: 100).count(width: 301, height: 200) == 100 * 67)
    #expect(PlannedPixels(edge: 1000).count(width: 301, height: 200) == 301 * 200)
  }

  @Test func smallOnesMayBeWorthMoreTogether() throws {
    let result = try Sample.select(
      "@kael in full body, in profile, from behind", [try candidates([1700, 900, 900, 900])],
      Sample.profile(pixels: 3_000_000))
    #expect(
      result.selection.chosen.compactMap(\.view).sorted { $0.rawValue < $1.rawValue }
        == [.back, .fullBody, .profile])
    #expect(
      result.selection.excluded.map(\.reason).allSatisfy {
        $0.hasPrefix("left out: 2.4 of 3.0 megapixels used, and ")
      })
    #expect(result.selection.isOptimal)
  }

  @Test func whatIsNamedCountsAndMayBeTooMuch() throws {
    let assets = [try candidates([900])]
    let profile = try Sample.profile(pixels: 815_000)
    let fits = try Sample.select("@kael", assets, Sample.profile(pixels: 820_000)) {
      $0.references = [Sample.image(1, .pose)]
    }
    #expect(fits.limits.last?.used == 820_000)
    let error = #expect(throws: TroupeError.self) {
      try Sample.select("@kael", assets, profile) { $0.references = [Sample.image(1, .pose)] }
    }
    #expect(error?.description.contains("0.8 megapixels") == true)
    let named = #expect(throws: TroupeError.self) {
      try Sample.select("x", [], Sample.profile(pixels: 9_000)) {
        $0.references = [Sample.image(1, .pose)]
      }
    }
    #expect(named?.code == "invalid_value")
  }

  @Test func anEndedSearchSaysHowGoodItIs() throws {
    let assets = try (0..<4).map { number in
      let asset = try Sample.asset("a\(number)")
      return AssetCandidates(
        asset: asset,
        references: (0..<14).map {
          Sample.reference(
            asset, $0, View.named[($0 + number) % 8], size: 200 + ($0 * 37 + number * 13) % 900)
        })
    }
    let result = try Sample.select(
      assets.map { "\($0.asset.handle)" }.joined(separator: ", "), assets,
      Sample.profile(images: 10, pixels: 2_000_000))
    let proof = try #require(result.selection.proof)
    #expect(proof.value <= proof.bound)
    #expect(proof.isOptimal == (proof.value == proof.bound))
    #expect((result.limits.last?.used ?? .max) <= 9_000_000)
  }
}
