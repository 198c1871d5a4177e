import Testing
import Troupe

/// Recorded requests sent again, and whole lineages on another model.
@Suite struct ReworkTests {
  /// A shot of Kael, an edit of it, and an edit of that.
  private func lineage(_ scratch: TemporaryLibrary) async throws -> [Generation] {
    try await scratch.addCast()
    var wide = GenerateOptions.offline
    wide.aspect = "16:9"
    var all = [try await scratch.shot("@kael on a roof, @ink", wide)]
    for words in ["make it rain", "at dawn"] {
      all.append(try #require(try await scratch.library.edit(.last(), words).last).generation)
    }
    return all
  }

  @Test func aReplayIsANewGenerationOfTheSameBytes() async throws {
    let scratch = try await TemporaryLibrary()
    let shot = try await lineage(scratch)[0]
    try await scratch.library.set("kael", AssetDetails(traits: ["blue scarf"]))
    let again = try await scratch.library.replay(.id(shot.id), maxCost: 0)
    #expect(again.generation.replayOf == shot.id && again.generation.id != shot.id)
    #expect(again.generation.promptSent == shot.promptSent && !again.isFromRecord)
    #expect(again.generation.inputs == shot.inputs)
    #expect(await code { _ = try await scratch.library.replay("zzzz") } == "unknown_generation")
  }

  @Test func aRebuildMakesEachStepOnTheOtherModel() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    let old = try await lineage(scratch)
    let plan = try await library.planRebuild(.last(), model: "pocket")
    #expect(plan.steps.map(\.old) == old.map(\.id) && plan.pairs.isEmpty && plan.id == nil)
    let adjusted = try #require(plan.steps[0].plan?.adjustments)
    #expect(adjusted.contains { $0.field == "aspect" && $0.after == "4:3" })
    #expect(try await library.search("").generations.count == 3)

    let log = EventLog()
    let rework = try await library.rebuild(
      .id(old[2].id), model: "pocket", options: ReworkOptions(maxCost: 0, onEvent: log.note))
    let new = rework.pairs.map(\.new.generation)
    #expect(rework.steps.map(\.old) == old.map(\.id) && new.count == 3)
    #expect(rework.state == .finished && rework.totals.toSend == 0)
    let reported = log.events.compactMap {
      if case .rebuilt(let old, let result) = $0 { [old, result.generation.id] } else { nil }
    }
    #expect(reported == rework.pairs.map { [$0.old.generation, $0.new.generation] })
    let last = try await library.generation(.id(try #require(new.last)))
    #expect(last.modelResolved == "troupe/pocket" && last.rebuildOf == old[2].id)
    #expect(last.parent?.origin?.generation == new[1])
    #expect(try await library.rebuilds(of: old[2].id) == [last.id])
    #expect(try await library.rebuilds(of: last.id).isEmpty)
    // What is finished is not made again.
    let again = try await library.rebuild(.id(old[2].id), model: "pocket")
    #expect(again.pairs == rework.pairs && again.id != rework.id)
  }

  @Test func aChainIsSentAgainWithWhatChanges() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    let old = try await lineage(scratch)
    let terms = ReworkTerms(changes: ReplayChanges(prompts: ["2": "make it snow"]))
    let plan = try await library.planReplay(.id(old[2].id), terms: terms)
    #expect(plan.totals.toSend == 2 && plan.secondsToCome != nil && plan.model == nil)
    let rework = try await library.replay(
      .id(old[2].id), terms: terms, options: ReworkOptions(expected: plan.digest.hex))
    #expect(rework.steps.map { $0.takes[0].state } == [.kept, .made, .made])
    #expect(rework.models == [old[0].model] && rework.state == .finished)
    let none = ReworkTerms(changes: ReplayChanges())
    #expect(
      await code { _ = try await library.planReplay(.last(), terms: none) } == "nothing_changes")
  }

  @Test func whatARebuildWouldCostAndLoseIsForecast() async throws {
    let scratch = try await TemporaryLibrary()
    let old = try await lineage(scratch)
    let forecasts = try await scratch.library.forecasts(of: "troupe/storyboard", on: "pocket")
    #expect(forecasts.map(\.focus) == [old[2].id])
    let lineage = try #require(forecasts.first)
    #expect(lineage.steps == 3 && lineage.costUSD == 0 && lineage.unplanned == 0)
    #expect(lineage.losses["aspect"] != nil)
    #expect(
      await code { _ = try await scratch.library.forecasts(of: "x", on: "no-model") }
        == "unknown_model")
  }

  @Test func aRebuildThatCannotBeSentMakesNothing() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    _ = try await lineage(scratch)
    #expect(
      await code { _ = try await library.rebuild(.last(), model: "none") } == "unknown_model")
    #expect(
      await code { _ = try await library.planRebuild(.last(back: 9), model: "pocket") }
        == "unknown_generation")
    #expect(
      await code {
        _ = try await library.rebuild(.last(), model: "pocket", options: ReworkOptions(maxCost: -1))
      }
        == "invalid_value")
    #expect(try await library.search("").generations.count == 3)
  }
}

/// What a user decides in the course of a rework.
@Suite struct ReworkDecisionTests {
  @Test func aReworkIsGoneOnWithStepByStep() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    let shot = try await scratch.shot("@kael on a roof")
    let edit = try #require(try await library.edit(.last(), "at dawn", .offline).last).generation
    let rework = try await library.rebuild(
      .id(edit.id), model: "pocket", terms: ReworkTerms(skipped: ["2"]))
    let name = "\(try #require(rework.id))"
    #expect(rework.steps.map { $0.takes[0].state } == [.made, .skipped])
    #expect(try await library.reworks().map(\.id) == [rework.id])
    let retried = try await library.retryStep(
      "2", of: name, prompt: "at dusk", settings: ["seed": "7"])
    #expect(retried.state == .finished)
    let made = try await library.generation(
      .id(try #require(retried.steps[1].takes[0].pair?.new.generation)))
    #expect(made.prompt == "at dusk" && made.parameters.sent.seed == 7)

    let accepted = try await library.decideStep(
      "1", of: name, .accept(.output(OutputID(generation: shot.id, position: 1))))
    #expect(accepted.steps[1].takes[0].isStale)
    var ripple = ReworkOptions()
    ripple.ripple = true
    let again = try await library.resumeRework(name, options: ripple)
    #expect(again.steps.allSatisfy { !$0.takes[0].isStale })

    let pairs = try await library.pairs(of: library.lineage(.id(edit.id)))
    #expect(pairs.contains { $0.pair.old.generation == edit.id && $0.model == "troupe/pocket" })
    let compared = try await library.comparisons(of: again)
    #expect(compared.map(\.step) == [1, 2] && compared[1].oldChange != nil)
    #expect(compared[1].newChange.map { (0...1).contains($0.fraction) } == true)
    let sheet = try await library.reworkSheet(of: again, title: "Roof")
    #expect(sheet.width > 400)

    #expect(await code { _ = try await library.resendStep("2", of: name) } == "step_state")
    #expect(try await library.endRework(name).state == .ended)
    #expect(await code { _ = try await library.resumeRework(name) } == "rework_ended")
    #expect(await code { _ = try await library.rework("zzzz") } == "unknown_rework")
  }
}
