import Foundation
import Testing
import Troupe

/// What would be sent, before anything is.
@Suite struct PlanTests {
  @Test func aPlanSaysWhatWouldGoAndWhy() async throws {
    let scratch = try await TemporaryLibrary()
    try await scratch.addCast()
    var options = GenerateOptions.offline
    options.aspect = "16:9"
    options.count = 3
    let plan = try await scratch.library.plan("@kael hands @米拉 a letter, @ink", options)
    #expect(plan.model == "troupe/storyboard" && plan.estimate.costUSD == 0)
    #expect(plan.selection.chosen.map(\.asset) == ["kael", "米拉", "ink"])
    #expect(plan.selection.chosen.map(\.position) == [1, 2, 3])
    #expect(plan.selection.chosen.allSatisfy { !$0.reason.isEmpty })
    #expect(plan.selection.isOptimal && plan.parameters.sent.aspect == "16:9")
    #expect(plan.limits.first { $0.name == "characters" }?.used == 2)
    #expect(try await scratch.library.search("").generations.isEmpty)
  }

  @Test func wishesShapeThePlan() async throws {
    let scratch = try await TemporaryLibrary()
    try await scratch.addCast()
    let pose = try scratch.picture("pose.png", blue: 220)
    let back = try scratch.picture("back.png", red: 120)
    try await scratch.library.addReferences(
      to: "kael", images: [.file(back)], ReferenceDetails(view: .back))
    var options = GenerateOptions.offline
    options.references = [NamedInput(.file(pose), role: .pose)]
    options.without = ["ink"]
    options.views = [ViewWish(.back, of: "kael")]
    let plan = try await scratch.library.plan("@kael waits, @ink", options)
    let chosen = plan.selection.chosen
    #expect(chosen.contains { $0.role == .pose })
    #expect(!chosen.contains { $0.asset == "ink" })
    #expect(chosen.contains { $0.view == .back && $0.asset == "kael" })
    options.without = ["absent"]
    #expect(await code { _ = try await scratch.library.plan("x", options) } == "unknown_asset")
    options.without = []
    options.views = [ViewWish(.back, of: "absent")]
    #expect(await code { _ = try await scratch.library.plan("x", options) } == "unknown_asset")
  }

  @Test func traitsAndDescriptionsCanBeLeftOut() async throws {
    let scratch = try await TemporaryLibrary()
    try await scratch.addCast()
    let library = scratch.library
    try await library.add(
      .character, "rosa", AssetDetails(description: "A pilot.", traits: ["gray hair", "tall"]))
    var options = GenerateOptions.offline
    let plan = try await library.plan("@rosa dyes her hair black", options)
    #expect(plan.promptSent.contains("A pilot.") && plan.promptSent.contains("tall"))
    #expect(!plan.promptSent.contains("gray hair"))
    #expect(plan.warnings.contains { $0.contains("“gray hair”") })
    let adjustment = plan.adjustments.first { $0.field == "traits" }
    #expect(adjustment?.before == "gray hair" && adjustment?.after == "")
    options.withoutTraits = ["Tall"]
    options.omitsDescriptions = true
    let plain = try await library.plan("@rosa waves", options)
    #expect(plain.promptSent.contains("gray hair") && !plain.promptSent.contains("tall"))
    #expect(
      !plain.promptSent.contains("A pilot.")
        && plain.adjustments.allSatisfy { $0.field != "traits" })
    options.withoutTraits = ["scar"]
    #expect(await code { _ = try await library.plan("@rosa waves", options) } == "unknown_trait")
    // What is recorded is what was asked and what was left out.
    let made = try await scratch.shot("@rosa dyes her hair black")
    #expect(made.adjustments.contains { $0.before == "gray hair" })
    let again = try await library.replay(.last()).generation
    #expect(again.promptSent == made.promptSent)
  }

  @Test func anAspectThatIsNotAskedIsTold() async throws {
    let scratch = try await TemporaryLibrary()
    try await scratch.addCast()
    var options = GenerateOptions(model: "gemini-3-pro-image")
    let bare = try await scratch.library.plan("a roof", options).unaskedAspect
    #expect(bare?.image == nil && bare?.aspect == "1:1" && bare?.isConfirmed == false)
    let cast = try await scratch.library.plan("@kael and @米拉", options).unaskedAspect
    #expect(cast?.image == 2 && cast?.aspect == "4:3")
    options.aspect = "16:9"
    #expect(try await scratch.library.plan("@kael", options).unaskedAspect == nil)
    #expect(try await scratch.library.plan("@kael", .offline).unaskedAspect == nil)
  }

  @Test func theSettingsGiveAnAspect() async throws {
    let scratch = try await TemporaryLibrary()
    let shot = try await scratch.shot("a roof")
    try scratch.file("lib/troupe.toml", Data("aspect = \"3:2\"\n".utf8))
    let library = try await scratch.reopened()
    #expect(library.settings.aspect == "3:2")
    #expect(try await library.plan("a wall", .offline).parameters.sent.aspect == "3:2")
    var options = GenerateOptions.offline
    options.aspect = "1:1"
    #expect(try await library.plan("a wall", options).parameters.sent.aspect == "1:1")
    let edit = try await library.plan("at dawn", parent: .last(), .offline)
    #expect(edit.parameters.sent.aspect == shot.parameters.sent.aspect)
    let session = try await library.startSession(.offline)
    #expect(session.configuration.parameters.aspect == "3:2")
  }

  @Test func aPlanCanEditAnImage() async throws {
    let scratch = try await TemporaryLibrary()
    let shot = try await scratch.shot("a roof")
    let plan = try await scratch.library.plan("at dawn", parent: .last())
    #expect(plan.model == "troupe/storyboard")
    #expect(plan.selection.chosen.map(\.role) == [.parent])
    #expect(plan.selection.chosen.first?.origin == shot.outputs.first?.id)
  }

  @Test func severalModelsArePlannedSideBySide() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    let plans = try await library.plans("@kael waves", on: ["pocket", "none", "storyboard"])
    #expect(plans.map(\.model) == ["pocket", "none", "storyboard"])
    #expect(plans.map { $0.plan?.model } == ["troupe/pocket", nil, "troupe/storyboard"])
    #expect(plans[1].error?.code == "unknown_model")
    #expect(await code { _ = try await library.plans("x", on: ["none"]) } == "unknown_model")
    #expect(try await library.plans("x", on: []).isEmpty)
  }

  @Test func driftNamesWhatChanged() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    let shot = try await scratch.shot("@kael waves")
    let same = try await library.drift(from: .last())
    #expect(same.against == shot.id && same.sendsSameBytes && same.differences.isEmpty)
    try await library.set("kael", AssetDetails(traits: ["red scarf"]))
    let other = try await library.drift(from: .id(shot.id))
    #expect(other.differences.contains { $0.causes.contains(.assetChanged) })
    let prompt = try await library.drift(from: .id(shot.id), prompt: "@kael sits")
    #expect(prompt.plan.model == "troupe/storyboard" && !prompt.sendsSameBytes)
    #expect(prompt.differences.contains { $0.causes.contains(.promptChanged) })
    let model = try await library.drift(from: .last(), GenerateOptions(model: "pocket"))
    #expect(model.plan.model == "troupe/pocket")
    #expect(model.differences.contains { $0.subject == .model })
    #expect(await code { _ = try await library.drift(from: "zzzz") } == "unknown_generation")
  }
}
