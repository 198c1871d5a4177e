import Foundation
import LineageFixture
import TestSupport
import Testing
import TroupeLineage
import TroupeVocabulary

/// How a rework is planned, gone on with, and decided.
@Suite struct ReworkCourseTests {
  @Test func anotherImageMakesWhatWasMadeOfTheOldOneStale() async throws {
    let fixture = try LineageFixture()
    let old = try await ReworkDefectTests.chain(fixture, edits: 2)
    let rework = try await fixture.rebuilt(old[2].id, on: ReworkDefectTests.new)
    let id = try #require(rework.id)
    let again = try await fixture.reworks.retry(id, "1", Reworks.Run())
    #expect(again.steps[0].new != rework.steps[0].new)
    #expect(again.steps.map { $0.takes[0].isStale } == [false, true, true])
    let sent = fixture.server.requests.count
    #expect(try await fixture.reworks.resume(id, Reworks.Run()).steps[1].new == rework.steps[1].new)
    #expect(fixture.server.requests.count == sent)
    let asked = SharedValue<[Int]>([])
    var run = Reworks.Run()
    run.ripple = true
    run.approve = { spending in
      asked.withLock { $0.append(spending.images) }
      return true
    }
    let done = try await fixture.reworks.resume(id, run)
    #expect(done.steps.allSatisfy { !$0.takes[0].isStale } && done.state == .finished)
    #expect(fixture.server.requests.count == sent + 2)
    #expect(asked.withLock { $0 } == [2], "what is made again is asked about")
  }

  @Test func whatIsAskedIsWhatIsSent() async throws {
    let fixture = try LineageFixture()
    let old = try await ReworkDefectTests.chain(fixture, edits: 2)
    fixture.server.enqueue(.image(), .imageSafety)
    let rework = try await fixture.rebuilt(old[2].id, on: ReworkDefectTests.new)
    #expect(rework.steps.map(\.state) == [.made, .refused, .blocked])
    #expect(rework.totals.toSend == 0)
    var run = Reworks.Run()
    run.approve = { _ in false }
    let id = try #require(rework.id)
    #expect(try await fixture.reworks.resume(id, run).steps[1].state == .refused)
    // A bound that a further take would pass keeps the image that is there.
    run.maxCost = 0.01
    let bounded = run
    await #expect(throws: TroupeError.self) {
      try await fixture.reworks.retry(id, "1", bounded)
    }
    #expect(try await fixture.reworks.rework(id).steps[0].new == rework.steps[0].new)
  }

  @Test func aMonthThatIsUsedUpKeepsTheImageThatIsThere() async throws {
    // A shot and an edit at 0.134 USD, two rebuilds at 0.039.
    let fixture = try LineageFixture(budget: Budget(month: 0.37))
    let old = try await ReworkDefectTests.chain(fixture, edits: 1)
    let rework = try await fixture.rebuilt(old[1].id, on: ReworkDefectTests.new)
    let id = try #require(rework.id)
    #expect(rework.state == .finished)
    await #expect(throws: TroupeError.self) {
      try await fixture.reworks.retry(id, "1", Reworks.Run())
    }
    #expect(fixture.server.requests.count == 4)
    #expect(try await fixture.reworks.rework(id).steps[0].new == rework.steps[0].new)
  }

  @Test func branchesGoOutTogetherAndAChainInOrder() async throws {
    let fixture = try LineageFixture(atOnce: 4)
    let root = try await ReworkDefectTests.chain(fixture, edits: 0)[0]
    for number in 0..<8 {
      let parent = try await fixture.resolver.output("\(root.id)/1", role: .parent)
      _ = try await fixture.make(fixture.request("branch \(number)", parent: parent))
    }
    fixture.server.enqueue(.image())
    for _ in 0..<8 { fixture.server.enqueue(.image().together(4).after(seconds: 0.2)) }
    let rework = try await fixture.rebuilt(
      root.id, on: ReworkDefectTests.new, terms: ReworkTerms(scope: .branch))
    #expect(
      rework.state == .finished && rework.steps.map(\.level) == [0] + Array(repeating: 1, count: 8))
    #expect(fixture.server.mostAtOnce == 4)
    let repeated = try await fixture.reworks.rework(#require(rework.id))
    #expect(repeated.pairs == rework.pairs)
  }

  @Test func stepsAreKeptSkippedAndEnded() async throws {
    let fixture = try LineageFixture()
    let old = try await ReworkDefectTests.chain(fixture, edits: 2)
    let terms = ReworkTerms(only: ["2"])
    let only = try await fixture.rebuilt(old[2].id, on: ReworkDefectTests.new, terms: terms)
    #expect(only.steps.map(\.state) == [.kept, .made, .kept])
    let made = try await fixture.generations.read { [id = only.steps[1].new] in
      try $0.generation(#require(id))
    }
    #expect(made.parent?.origin?.generation == old[0].id, "kept by the user's word")
    let skipping = ReworkTerms(skipped: ["\(old[1].id)"])
    let skipped = try await fixture.rebuilt(old[2].id, on: "test/small", terms: skipping)
    #expect(skipped.steps.map(\.state) == [.made, .skipped, .blocked])
    let ended = try await fixture.reworks.end(#require(skipped.id))
    #expect(ended.state == .ended)
    await #expect(throws: TroupeError.request(.reworkEnded(try #require(skipped.id)))) {
      try await fixture.reworks.resume(#require(skipped.id), Reworks.Run())
    }
    await #expect(throws: TroupeError.self) {
      try await fixture.rebuilt(
        old[2].id, on: "test/small", terms: ReworkTerms(kept: ["9"]))
    }
    await #expect(throws: TroupeError.request(.unknownStep("7", rework: try #require(only.id)))) {
      try await fixture.reworks.keep(#require(only.id), "7")
    }
  }

  @Test func aPlanThatWasApprovedIsMadeOnce() async throws {
    let fixture = try LineageFixture()
    let old = try await ReworkDefectTests.chain(fixture, edits: 1)
    let terms = ReworkTerms()
    let plan = try await fixture.reworks.plan(old[1].id, model: "test/small", terms)
    #expect(plan.id == nil && plan.state == .planned)
    let digest = String(plan.digest.hex.prefix(10))
    func begin() async throws -> Rework {
      try await fixture.reworks.rebuild(
        old[1].id, model: "test/small", terms, expected: digest, Reworks.Run())
    }
    let first = try await begin()
    #expect(first.state == .finished && first.digest == plan.digest)
    #expect(try await begin().id == first.id)
    _ = try await fixture.catalog.set(Handle("kael"), AssetDetails(traits: ["blue scarf"]))
    let today = ReworkTerms(basis: .today)
    await #expect(throws: TroupeError.self, "something else would be sent") {
      try await fixture.reworks.rebuild(
        old[1].id, model: "test/small", today, expected: digest + "00", Reworks.Run())
    }
  }

  @Test func anAnchorAtTheRootSendsAllInstructionsSince() async throws {
    let fixture = try LineageFixture()
    let old = try await ReworkDefectTests.chain(fixture, edits: 3)
    let rework = try await fixture.rebuilt(
      old[3].id, on: ReworkDefectTests.new, terms: ReworkTerms(anchor: .root))
    #expect(rework.state == .finished)
    #expect(rework.steps.map { $0.needs.map(\.step) } == [[], [1], [1], [1]])
    let prompt = try #require(rework.steps[3].plan?.promptSent)
    #expect(prompt.contains("1. edit 0\n2. edit 1\n3. edit 2"))
    let few = try await fixture.planned(old[3].id, on: ReworkDefectTests.new)
    #expect(few.map { $0.needs.map(\.step) } == [[], [1], [2], [3]])
  }

  @Test func theCastIsThatOfThenUnlessTodayIsAskedFor() async throws {
    let fixture = try LineageFixture()
    let old = try await ReworkDefectTests.chain(fixture, edits: 0)[0]
    _ = try await fixture.catalog.set(Handle("kael"), AssetDetails(traits: ["blue scarf"]))
    let then = try await fixture.planned(old.id, on: "test/small")[0]
    #expect(then.plan?.promptSent.contains("red scarf") == true)
    #expect(then.plan?.adjustments.contains { $0.reason.contains("traits changed since") } == true)
    let today = try await fixture.planned(old.id, on: "test/small", basis: .today)[0]
    #expect(today.plan?.promptSent.contains("blue scarf") == true)
  }
}
