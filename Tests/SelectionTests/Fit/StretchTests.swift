import Testing
import TroupeVocabulary

@testable import TroupeSelection

/// A stretched request goes past an advice by as little as it needs.
struct StretchTests {
  /// So many characters with four views each.
  private static func cast(_ count: Int) throws -> [AssetCandidates] {
    try (0..<count).map { number in
      Sample.candidates(
        try Sample.asset("c\(number)"), [.front, .face, .fullBody, .threeQuarter])
    }
  }

  private static func select(
    _ assets: [AssetCandidates], _ change: (inout Request) -> Void = { _ in }
  ) throws -> SelectionResult {
    let prompt = assets.map { "\($0.asset.handle)" }.joined(separator: " and ")
    return try Sample.select(
      prompt, assets, Sample.profile(images: 14, recommended: 3)
    ) {
      $0.usesHardLimits = true
      change(&$0)
    }
  }

  @Test(arguments: [(1, 3), (2, 3), (3, 3), (4, 4), (7, 7), (14, 14)])
  func theBoundIsTheAdviceOrTheNeed(assets: Int, bound: Int) throws {
    let result = try Self.select(Self.cast(assets))
    let images = try #require(result.limits.first { $0.name == "images" })
    #expect(images.bound == bound && images.used <= bound)
    #expect(images.advised == (bound > 3 ? 3 : nil))
    #expect(Set(result.selection.chosen.map(\.asset)).count == assets)
  }

  @Test func whatIsNamedCountsAsNeeded() throws {
    let result = try Self.select(Self.cast(3)) {
      $0.parent = Sample.image(1, .parent)
      $0.references = [Sample.image(2, .pose)]
    }
    #expect(result.selection.chosen.count == 5)
    #expect(result.limits.first { $0.name == "images" }?.bound == 5)
  }

  @Test func theHardLimitStays() throws {
    let error = #expect(throws: TroupeError.self) { try Self.select(Self.cast(15)) }
    #expect(error?.code == "does_not_fit")
  }

  @Test func aReasonNamesTheAdvice() throws {
    let result = try Self.select(Self.cast(4))
    let full = result.selection.excluded.filter { $0.limit != nil }
    #expect(!full.isEmpty)
    for one in full where one.reason.contains("images used") {
      #expect(one.reason.contains("4 of 4 images used, of which 3 are advised"), "\(one.reason)")
    }
  }
}
