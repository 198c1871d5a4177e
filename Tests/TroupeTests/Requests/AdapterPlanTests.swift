import Foundation
import TestSupport
import Testing
import Troupe

/// Adapters in plans.
@Suite struct AdapterPlanTests {
  @Test func aPlanTellsItsAdaptersUnlessTheyAreLeftOut() async throws {
    let scratch = try await TemporaryLibrary()
    let library = scratch.library
    try await scratch.addCast()
    let file = try scratch.file("kael_v2.safetensors", SampleSafetensors.lora())
    let details = AdapterDetails(model: "sdxl", trigger: "kael_v2", weight: 0.8)
    let adapter = try await library.addAdapter(file, to: "kael", details).adapter
    var options = GenerateOptions(model: "a1111-reference")
    let plan = try await library.plan("@kael on a roof", options)
    #expect(plan.adapters.map(\.adapter) == [adapter.id] && plan.adapters[0].weight == 0.8)
    #expect(plan.adapters[0].digest == adapter.digest && plan.promptSent.contains("kael_v2"))
    options.withoutAdapters = ["kael"]
    let without = try await library.plan("@kael on a roof", options)
    #expect(without.adapters.isEmpty && !without.promptSent.contains("kael_v2"))
    #expect(without.digest != plan.digest)
    let absent = try await library.plan(
      "@米拉 waits, no @kael", GenerateOptions(model: "a1111-reference"))
    #expect(absent.adapters.isEmpty && !absent.promptSent.contains("kael_v2"))
    try await library.addLook("robe", to: "kael", LookDetails(traits: ["silk"]))
    let robe = try await library.addAdapter(
      scratch.file("robe.safetensors", SampleSafetensors.lora(fill: 2)), to: "kael",
      AdapterDetails(model: "sdxl", trigger: "kael_robe", look: "robe")
    ).adapter
    let dressed = try await library.plan(
      "@kael in his robe", GenerateOptions(model: "a1111-reference"))
    #expect(dressed.adapters.map(\.adapter) == [robe.id])
    let offline = try await library.plan("@kael on a roof", .offline)
    #expect(offline.adapters.isEmpty && offline.adjustments.contains { $0.field == "adapters" })
    let made = try await scratch.shot("@kael on a roof")
    #expect(made.adapters.isEmpty)
  }
}
