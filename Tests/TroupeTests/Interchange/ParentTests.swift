import Foundation
import TestSupport
import Testing
import Troupe

/// What imported pictures were made from, as a person says it.
@Suite struct ParentTests {
  private let scratch: TemporaryLibrary
  private var library: Library { scratch.library }
  private var outputs: URL { scratch.base.appending(path: "outputs") }

  /// A sketch, and a picture whose graph loads it; the picture's name comes first.
  init() async throws {
    scratch = try await TemporaryLibrary()
    let graph = """
      {"1": {"class_type": "LoadImage", "inputs": {"image": "sketch 7.png"}},
       "2": {"class_type": "VAEEncode", "inputs": {"pixels": ["1", 0], "vae": ["5", 2]}},
       "3": {"class_type": "KSampler", "inputs": {"seed": 5, "steps": 20, "cfg": 7, "sampler_name": "euler",
        "scheduler": "normal", "denoise": 0.6, "model": ["5", 0], "positive": ["4", 0], "negative": ["6", 0],
        "latent_image": ["2", 0]}},
       "4": {"class_type": "CLIPTextEncode", "inputs": {"text": "a fox", "clip": ["5", 1]}},
       "5": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "foxes.safetensors"}},
       "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "blurry", "clip": ["5", 1]}},
       "7": {"class_type": "VAEDecode", "inputs": {"samples": ["3", 0], "vae": ["5", 2]}},
       "8": {"class_type": "SaveImage", "inputs": {"images": ["7", 0], "filename_prefix": "a"}}}
      """
    try write("a fox.png", seed: 1, saying: graph)
    try write("sketch 7.png", seed: 2)
  }

  private func write(_ name: String, seed: UInt64, saying text: String? = nil) throws {
    var bytes = SamplePicture.noise(width: 16, height: 16, seed: seed)
    if let text { bytes = SamplePicture.png(bytes, saying: text, as: "prompt") }
    try scratch.file("outputs/\(name)", bytes)
  }

  private func fox() async throws -> Generation {
    try #require(try await library.search("fox blurry").generations.first)
  }

  @Test("a suggestion is accepted, shows in lineages, and can be taken back")
  func aSuggestionIsAccepted() async throws {
    let report = try await library.importPictures([outputs])
    #expect(report.imported == 2 && report.suggestions.count == 1)
    let fox = try await fox()
    let suggestion = try #require(try await library.suggestedParents().first)
    #expect(suggestion.generation == fox.id && suggestion.named == "sketch 7.png")
    #expect(suggestion.candidates.map(\.confidence) == [0.9])
    let parent = try await library.acceptParent(of: .id(fox.id))
    #expect(parent == suggestion.candidates[0].image)
    let lineage = try await library.lineage(.id(fox.id))
    #expect(lineage.generations.map(\.id) == [parent.generation, fox.id])
    #expect(try await self.fox().imported?.parent == parent.generation)
    #expect(
      try await library.search("under:\(parent.generation)").generations.map(\.id).contains(fox.id))
    #expect(try await library.suggestedParents().first?.accepted == parent)
    #expect(try await library.verify().problems.isEmpty)
    _ = try await library.reindex()
    #expect(try await library.lineage(.id(fox.id)).generations.count == 2)
    #expect(try await library.forgetParent(of: .id(fox.id)))
    #expect(try await !library.forgetParent(of: .id(fox.id)))
    #expect(try await library.lineage(.id(fox.id)).generations.count == 1)
    #expect(try await library.verify().problems.isEmpty)
  }

  @Test("all that are likely enough are accepted at once; several of one name are not")
  func likelyOnesAreAccepted() async throws {
    try write("2/sketch 7.png", seed: 3)
    _ = try await library.importPictures([outputs])
    #expect(try await library.acceptParents(confidence: 0.9).isEmpty)
    let one = try #require(try await library.suggestedParents().first)
    #expect(one.candidates.count == 2 && one.candidates[0].confidence < 0.9)
    #expect(one.candidates[0].confidence > one.candidates[1].confidence)
    #expect(try await library.acceptParents(confidence: 0.5).count == 1)
    #expect(try await library.acceptParents(confidence: 0.5).isEmpty)
    let beyond = await code { _ = try await library.acceptParents(confidence: 1.5) }
    #expect(beyond == "invalid_value")
  }

  @Test("what was made here, or arrived later, is no parent to be said")
  func whatCannotBe() async throws {
    let made = try await scratch.shot("a roof")
    _ = try await library.importPictures([outputs])
    let fox = try await fox()
    let later = try await scratch.shot("a lamp")
    let image = try #require(later.outputs.first)
    let error = await code {
      _ = try await library.acceptParent(of: .id(fox.id), .output(image.id))
    }
    #expect(error == "invalid_value")
    #expect(await code { _ = try await library.acceptParent(of: .id(made.id)) } == "invalid_value")
    let earlier = try #require(made.outputs.first)
    #expect(try await library.acceptParent(of: .id(fox.id), .output(earlier.id)) == earlier.id)
  }
}
