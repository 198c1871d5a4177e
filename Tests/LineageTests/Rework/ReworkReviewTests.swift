import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeLineage
import TroupeVocabulary

/// Reworks that rest after each level, and plans next to earlier ones.
@Suite struct ReworkReviewTests {
  private static let reviewed = ReworkTerms(scope: .tree, isReviewed: true)

  /// A root with two chains of two edits each.
  private func tree(_ fixture: LineageFixture) async throws -> [ULID] {
    var all = [try await ReworkDefectTests.chain(fixture, edits: 0)[0].id]
    for parent in [0, 0, 1, 2] {
      let image = try await fixture.resolver.output("\(all[parent])/1", role: .parent)
      let made = try await fixture.make(fixture.request("edit of \(parent)", parent: image))
      all.append(made.generation.id)
    }
    return all
  }

  @Test func eachLevelWaitsUntilTheUserHasLooked() async throws {
    let fixture = try LineageFixture()
    let old = try await tree(fixture)
    let before = fixture.server.requests.count
    var rework = try await fixture.rebuilt(
      old[0], on: ReworkDefectTests.new, terms: Self.reviewed)
    let id = try #require(rework.id)
    #expect(rework.state == .resting && fixture.server.requests.count == before + 1)
    rework = try await fixture.reworks.resume(id, Reworks.Run())
    #expect(rework.steps.map(\.state) == [.made, .made, .made, .waiting, .waiting])
    #expect(rework.state == .resting && fixture.server.requests.count == before + 3)
    // Another image after a look: what follows is made of that.
    rework = try await fixture.reworks.retry(id, "2", Reworks.Run())
    #expect(rework.state == .resting && fixture.server.requests.count == before + 4)
    rework = try await fixture.reworks.resume(id, Reworks.Run())
    #expect(rework.state == .finished && fixture.server.requests.count == before + 6)
    #expect(rework.steps.allSatisfy { !$0.takes[0].isStale })
  }

  @Test func aRefusalAtOneLevelKeepsTheOtherBranchGoing() async throws {
    let fixture = try LineageFixture(atOnce: 1)
    let old = try await tree(fixture)
    fixture.server.enqueue(.image(), .imageSafety)
    var rework = try await fixture.rebuilt(
      old[0], on: ReworkDefectTests.new, terms: Self.reviewed)
    let id = try #require(rework.id)
    rework = try await fixture.reworks.resume(id, Reworks.Run())
    #expect(rework.steps.map(\.state) == [.made, .refused, .made, .blocked, .waiting])
    rework = try await fixture.reworks.resume(id, Reworks.Run())
    #expect(rework.steps.map(\.state) == [.made, .refused, .made, .blocked, .made])
    #expect(rework.state == .incomplete)
  }

  @Test func whereItRestsChangesNothingThatIsSent() async throws {
    let fixture = try LineageFixture()
    let old = try await tree(fixture)
    let plain = try await fixture.reworks.plan(
      old[0], model: ReworkDefectTests.new, ReworkTerms(scope: .tree))
    let rested = try await fixture.reworks.plan(
      old[0], model: ReworkDefectTests.new, Self.reviewed)
    #expect(plain.digest == rested.digest)
  }

  @Test func aPlanTellsWhatItHasOtherwiseThanAnEarlierRework() async throws {
    let fixture = try LineageFixture()
    let old = try await ReworkDefectTests.chain(fixture, edits: 2)
    let rework = try await fixture.rebuilt(old[2].id, on: ReworkDefectTests.new)
    func plan(_ focus: ULID, _ model: String, _ basis: ReworkBasis = .recorded) async throws
      -> ReworkDifferences
    {
      ReworkDifferences(
        of: try await fixture.reworks.plan(focus, model: model, ReworkTerms(basis: basis)),
        from: rework)
    }
    #expect(try await plan(old[2].id, ReworkDefectTests.new).steps.isEmpty)
    _ = try await fixture.catalog.set(Handle("kael"), AssetDetails(traits: ["blue scarf"]))
    #expect(try await plan(old[2].id, ReworkDefectTests.new).steps.isEmpty, "as recorded")
    let today = try await plan(old[2].id, ReworkDefectTests.new, .today)
    let words = try #require(today.steps.first?.differences.first { $0.field == "prompt" })
    #expect(words.before.contains("red scarf") && words.after.contains("blue scarf"))
    let other = try await plan(old[1].id, "test/small")
    #expect(other.steps.map(\.number) == [1, 2, 3])
    let gone = other.steps[2].differences
    #expect(gone.map(\.field) == ["step"] && gone.map(\.after) == [""])
    #expect(other.steps[0].differences.contains { $0.field == "model" && $0.after == "test/small" })
  }
}
