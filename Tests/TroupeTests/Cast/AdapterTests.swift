import Foundation
import TestSupport
import Testing
import Troupe

/// LoRAs that are bound to assets.
@Suite struct AdapterTests {
  private func cast() async throws -> TemporaryLibrary {
    let scratch = try await TemporaryLibrary()
    try await scratch.addCast()
    try await scratch.library.setLook("winter", of: "kael", LookDetails(description: "a parka"))
    return scratch
  }

  @Test func anAdapterIsKeptUntilItIsRemoved() async throws {
    let scratch = try await cast()
    let library = scratch.library
    let bytes = SampleSafetensors.lora()
    let file = try scratch.file("kael_v2.safetensors", bytes)
    let added = try await library.addAdapter(
      file, to: "kael",
      AdapterDetails(model: "sdxl", trigger: "kael_v2", weight: 0.8, look: "Winter"))
    let adapter = added.adapter
    #expect(added.warnings.isEmpty && adapter.asset == "kael" && adapter.look == "winter")
    #expect(adapter.name == "kael_v2.safetensors" && adapter.weight == 0.8)
    #expect(adapter.byteCount == bytes.count && adapter.base == "sdxl_base_v1-0")
    #expect(try await library.adapters() == [adapter])
    #expect(try await library.adapters(of: "kael") == [adapter])
    #expect(try await library.adapters(of: "ink").isEmpty)
    let objects = scratch.library.folder.appending(path: "objects")
    let isCopied = FileManager.default.fileExists(
      atPath: objects.appending(path: String(adapter.digest.hex.prefix(2))).path)
    #expect(!isCopied, "the file stays where it is")
    let removed = try await library.removeAdapter("\(adapter.id)")
    #expect(removed.retiredAt != nil)
    #expect(try await library.adapters().isEmpty)
    #expect(await code { try await library.removeAdapter("\(adapter.id)") } == "unknown_adapter")
    #expect(try await library.verify().problems.isEmpty)
  }

  @Test func theSameFileTakesThePlaceOfTheOneBefore() async throws {
    let scratch = try await cast()
    let library = scratch.library
    let file = try scratch.file("k.safetensors", SampleSafetensors.lora())
    let details = AdapterDetails(model: "sdxl", trigger: "kael_v2")
    let first = try await library.addAdapter(file, to: "kael", details).adapter
    #expect(try await library.addAdapter(file, to: "kael", details).adapter == first)
    var heavier = details
    heavier.weight = 0.6
    let second = try await library.addAdapter(file, to: "kael", heavier)
    #expect(second.warnings == ["It takes the place of \(first.id)."])
    #expect(try await library.adapters() == [second.adapter])
    try await library.removeAdapter(String(second.adapter.digest.hex.prefix(8)))
    #expect(try await library.adapters().isEmpty)
  }

  @Test func whatContradictsTheFileIsTold() async throws {
    let scratch = try await cast()
    func warnings(_ model: String, _ bytes: Data) async throws -> [String] {
      let file = try scratch.file("w.safetensors", bytes)
      return try await scratch.library.addAdapter(
        file, to: "kael", AdapterDetails(model: model, trigger: "k")
      ).warnings
    }
    let flux = SampleSafetensors.lora(metadata: ["modelspec.architecture": "flux-1-dev/lora"])
    #expect(
      try await warnings("sdxl", flux) == [
        "The file says that it was trained on flux-1-dev/lora, which is no sdxl."
      ])
    #expect(try await warnings("a1111-ip-adapter", SampleSafetensors.lora()).isEmpty)
    #expect(
      try await warnings("troupe/storyboard", flux).first?.contains("takes no adapters") == true)
    #expect(try await warnings("unheard-of", flux).first?.hasPrefix("No model is called") == true)
    let plain = SampleSafetensors.file(
      ["blocks.0.weight": ["dtype": "F16", "shape": [1], "data_offsets": [0, 2]]],
      data: Data(count: 2))
    #expect(try await warnings("sdxl", plain).contains { $0.contains("holds no tensor") })
  }

  static let broken: [(String, Data)] = [
    ("empty", Data()), ("short", Data([1, 2, 3])),
    ("text", Data("<!DOCTYPE html><html><head></head><body></body></html>".utf8)),
    ("cut", SampleSafetensors.lora().dropLast(4)),
    ("long", SampleSafetensors.lora() + Data(count: 4)),
    ("head alone", SampleSafetensors.length(1 << 40) + Data(count: 40)),
    ("no JSON", SampleSafetensors.length(4) + Data("{{{{".utf8)),
    ("no tensor", SampleSafetensors.file(["__metadata__": ["a": "b"]], data: Data())),
    (
      "negative",
      SampleSafetensors.file(["a": ["data_offsets": [-4, 4]]], data: Data(count: 4))
    ),
    ("no place", SampleSafetensors.file(["a": ["dtype": "F16"]], data: Data(count: 4))),
  ]

  @Test(arguments: broken)
  func aBrokenFileAddsNothing(_ name: String, _ bytes: Data) async throws {
    let scratch = try await cast()
    let library = scratch.library
    let file = try scratch.file("broken.safetensors", bytes)
    let details = AdapterDetails(model: "sdxl", trigger: "k")
    #expect(
      await code { try await library.addAdapter(file, to: "kael", details) } == "bad_adapter",
      "\(name)")
    #expect(try await library.adapters().isEmpty)
  }

  @Test func whatBreaksItsRulesIsRefused() async throws {
    let scratch = try await cast()
    let library = scratch.library
    let file = try scratch.file("k.safetensors", SampleSafetensors.lora())
    func code(_ details: AdapterDetails, of handle: Handle = "kael", _ file: URL) async -> String? {
      await TroupeTests.code { try await library.addAdapter(file, to: handle, details) }
    }
    let good = AdapterDetails(model: "sdxl", trigger: "k")
    for weight in [0, -1, 2.5, .nan, .infinity] {
      #expect(
        await code(AdapterDetails(model: "sdxl", trigger: "k", weight: weight), file)
          == "invalid_value")
    }
    for trigger in ["", " ", "a\nb", "<lora:x:1>", " k", String(repeating: "k", count: 201)] {
      #expect(await code(AdapterDetails(model: "sdxl", trigger: trigger), file) == "invalid_value")
    }
    #expect(
      await code(AdapterDetails(model: "sdxl", trigger: "k", name: "a:b"), file) == "invalid_value")
    #expect(
      await code(AdapterDetails(model: "sdxl", trigger: "k", look: "x"), file) == "unknown_look")
    #expect(await code(good, of: "unknown", file) == "unknown_asset")
    #expect(await code(good, scratch.base.appending(path: "none")) == "no_file")
    #expect(await code(good, scratch.base) == "directory")
    #expect(try await library.adapters().isEmpty)
  }
}
