import Foundation
import LineageFixture
import TestSupport
import TroupeCatalog
import TroupeProviders
import TroupeVocabulary

@testable import TroupeSending

/// A library whose character has an adapter, with servers that load some, on loopback; no time passes.
final class AdapterFixture: Sendable {
  let folder: URL
  let graphs: FakeComfy
  let images: FakeA1111
  let services: TestServices

  init(
    listing adapters: [String]?, families: [String] = ["sdxl"], look: String? = nil
  ) async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "troupe-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    graphs = try FakeComfy(.init { $0.adapters = adapters })
    var manners = FakeA1111.Manners()
    manners.adapters = adapters?.map { $0.replacing(".safetensors", with: "") }
    images = try FakeA1111(manners: manners)
    services = try TestServices(
      in: folder, providers: [ComfyProvider(), A1111Provider()],
      environment: ["COMFYUI_URL": graphs.baseURL, "A1111_URL": images.baseURL], create: true,
      overrides: [.init(name: "mine.json", json: Self.profile(families))],
      policy: SendingPolicy(wait: { _, _ in }))
    try await services.addKaelAndMira()
    _ = try await services.catalog.set(
      "kael",
      AssetDetails(
        description: "a courier with gray hair",
        traits: ["gray hair", "red scarf", "scar on the chin"]))
    if let look { _ = try await services.catalog.setLook(look, of: "kael", LookDetails()) }
    let file = folder.appending(path: "kael_v2.safetensors")
    try SampleSafetensors.lora().write(to: file)
    _ = try await services.catalog.addAdapter(
      AdapterFile(FilePath(of: file)), to: "kael",
      AdapterDetails(model: "sdxl", trigger: "kael_v2", weight: 0.8, look: look))
  }

  deinit {
    graphs.stop()
    images.stop()
    try? FileManager.default.removeItem(at: folder)
  }

  /// A graph with a place for one image at most.
  private static func profile(_ families: [String]) -> Data {
    let builtIn = String(decoding: ComfyProvider().profiles[0], as: UTF8.self)
    let start = builtIn.range(of: "\"graph\": {")?.lowerBound ?? builtIn.endIndex
    let head = builtIn[..<start].replacing("comfy-blend", with: "mine")
      .replacing("\"hard\": 2,", with: "\"hard\": 1,")
      .replacing(#""value": ["1:1", "4:3", "3:4", "16:9", "9:16"]"#, with: #""value": []"#)
    let list = families.map { "\"\($0)\"" }.joined(separator: ",")
    return Data(
      (head + """
        "adapters": {"value": {"families": [\(list)], "most": 2}, "source": "x", "checked": "2026-11-29"},
        "graph": {"nodes": {
          "1": {"class_type": "UNETLoader", "inputs": {"unet_name": "x"}},
          "2": {"class_type": "CLIPLoader", "inputs": {"clip_name": "x"}},
          "3": {"class_type": "CLIPTextEncode", "inputs": {"text": "", "clip": ["2", 0]}},
          "4": {"class_type": "KSampler", "inputs": {"model": ["1", 0], "positive": ["3", 0], "ref": ["7", 0]}},
          "6": {"class_type": "SaveImage", "inputs": {"images": ["4", 0], "filename_prefix": "x"}},
          "7": {"class_type": "LoadImage", "inputs": {"image": "a.png"}}},
        "holes": {"prompt": "3.text", "images": ["7.image"], "optional": {"7.image": ["7"]},
          "prefix": "6.filename_prefix"},
        "adapters": {"model": "1.0", "clip": "2.0"}}}
        """).utf8)
  }

  func make(_ prompt: String, _ model: String = "mine") async throws -> GenerationResult {
    let made = try await services.generator.generate(
      Request(prompt: prompt, model: model), SendOptions())
    guard let first = made.first else { throw TroupeError.request(.emptyPrompt) }
    return first
  }

  func plan(_ prompt: String, _ model: String = "mine", without: [Handle] = []) async throws -> Plan
  {
    try await services.generator.plan(
      Request(prompt: prompt, model: model, withoutAdapters: without)
    ).plan(count: 1)
  }
}
