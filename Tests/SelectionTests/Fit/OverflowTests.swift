import Testing
import TroupeVocabulary

@testable import TroupeSelection

/// What the error says to type where not every asset fits: each way works, and none that works is
/// kept back.
struct OverflowTests {
  @Test func everyWayOutWorks() throws {
    var seen: Set<String> = []
    for seed in 40_000..<40_400 as Range<UInt64> {
      let random = try RandomRequest(seed, mostReferences: 4, countsPixels: false)
      let profile = try Sample.profile(
        images: random.images + Int(seed % 3), kinds: random.bounds, recommended: random.images)
      func select(_ change: (inout Request) -> Void) throws -> SelectionResult {
        var request = random.input.request
        request.overflow = .fail
        change(&request)
        return try ReferenceSelector.select(
          SelectionInput(parsing: request, profile: profile, assets: random.input.assets))
      }
      do { _ = try select { _ in } } catch TroupeError.request(
        .doesNotFit(
          _, let assets, _, _, let canSheet, let canUseHardLimits))
      {
        let handles = try assets.map { try Handle($0) }
        #expect(throws: Never.self, "seed \(seed)") { try select { $0.without = handles } }
        #expect(throws: Never.self, "seed \(seed)") { try select { $0.overflow = .drop } }
        let sheets = try? select { $0.overflow = .sheet }
        let stretched = try? select { $0.usesHardLimits = true }
        #expect(canSheet == (sheets != nil), "seed \(seed)")
        #expect(canUseHardLimits == (stretched != nil), "seed \(seed)")
        seen.formUnion(["sheet \(canSheet)", "stretch \(canUseHardLimits)"])
      }
    }
    #expect(seen == ["sheet true", "sheet false", "stretch true", "stretch false"])
  }

  @Test func theErrorNamesNoOtherWay() throws {
    let assets = try SheetTests.crowd(12)
    let error = #expect(throws: TroupeError.self) {
      try Sample.select(
        SheetTests.prompt(assets), assets, Sample.profile(images: 2, recommended: 1))
    }
    guard
      case .request(.doesNotFit(_, let left, _, _, canSheet: false, canUseHardLimits: false)) =
        error
    else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(left.contains("@character11"))
  }
}
