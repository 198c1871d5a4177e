import Testing

@testable import TroupeInterchange

struct ComfyTests {
  static let simple = """
    {"3": {"class_type": "KSampler", "inputs": {"seed": 18446744073709551615, "steps": 20, \
    "cfg": 8, "sampler_name": "euler", "scheduler": "normal", "denoise": 1, "model": ["10", 0], \
    "positive": ["6", 0], "negative": ["7", 0], "latent_image": ["5", 0]}}, \
    "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": \
    "xl\\\\sd_xl_base_1.0.safetensors"}}, "5": {"class_type": "EmptyLatentImage", "inputs": \
    {"width": 512, "height": 768, "batch_size": 1}}, "6": {"class_type": "CLIPTextEncode", \
    "inputs": {"text": "a red hat", "clip": ["10", 1]}}, "7": {"class_type": "CLIPTextEncode", \
    "inputs": {"text": "bad", "clip": ["10", 1]}}, "9": {"class_type": "SaveImage", "inputs": \
    {"images": ["3", 0]}, "is_changed": [NaN]}, "10": {"class_type": "LoraLoader", "inputs": \
    {"lora_name": "hats.safetensors", "strength_model": 0.8, "model": ["4", 0], "clip": ["4", 1]}}}
    """

  @Test func simpleGraph() throws {
    let record = try #require(readPNG(["prompt": Self.simple, "workflow": "{}"]))
    #expect(record.tool == "ComfyUI")
    #expect((record.prompt, record.negativePrompt) == ("a red hat", "bad"))
    #expect(record.model == "sd_xl_base_1.0")
    #expect(record.seed == "18446744073709551615")
    #expect(record.parameters["loras"] == "hats: 0.8")
    #expect(record.parameters["sampler_name"] == "euler")
    #expect(record.parameters["width"] == "512")
    #expect(record.notes.isEmpty)
  }

  @Test(arguments: [
    ("Model", "prompt:" + simple), ("Make", "Prompt: " + simple),
    ("UserComment", "{\"prompt\": \(simple), \"workflow\": {}}"), ("UserComment", simple),
  ])
  func placesInEXIF(_ name: String, _ text: String) {
    #expect(readEXIF(name, text)?.prompt == "a red hat")
  }

  @Test func propertyOfXMP() {
    let texts = [EmbeddedText(.xmp, "comfy:prompt", Self.simple)]
    #expect(ForeignRecord.read(texts, fileName: "a.avif")?.prompt == "a red hat")
  }

  @Test func advancedSamplersAndControlNet() throws {
    let graph = """
      {"1": {"class_type": "KSamplerAdvanced", "inputs": {"add_noise": "disable", "noise_seed": 1, \
      "positive": ["4", 0], "negative": ["4", 1], "latent_image": ["2", 0]}}, \
      "2": {"class_type": "KSamplerAdvanced", "inputs": {"add_noise": "enable", \
      "noise_seed": ["9", 0], "positive": ["4", 0], "negative": ["4", 1]}}, \
      "4": {"class_type": "ControlNetApplyAdvanced", "inputs": {"positive": ["5", 0], \
      "negative": ["6", 0], "image": ["8", 0]}}, "5": {"class_type": "CLIPTextEncodeSDXL", \
      "inputs": {"text_g": "wide", "text_l": ["7", 0]}}, "6": {"class_type": "CLIPTextEncode", \
      "inputs": {"text": "bad"}}, "7": {"class_type": "StringConcatenate", "inputs": \
      {"string_a": "near", "string_b": "far", "delimiter": ", "}}, "8": {"class_type": \
      "LoadImage", "inputs": {"image": "in/pose.png [input]"}}, "9": {"class_type": \
      "Seed (rgthree)", "inputs": {"seed": 9007199254740993}}}
      """
    let record = try #require(readPNG(["prompt": graph]))
    #expect(record.prompt == "wide\nnear, far")
    #expect(record.negativePrompt == "bad")
    #expect(record.seeds == ["9007199254740993"])
    #expect(record.parents == [.name("pose.png")])
    #expect(record.notes.contains("The graph has 2 samplers."))
  }

  static let flux = """
    {"13": {"class_type": "SamplerCustomAdvanced", "inputs": {"noise": ["25", 0], "guider": \
    ["22", 0], "sampler": ["16", 0], "sigmas": ["17", 0], "latent_image": ["27", 0]}}, \
    "25": {"class_type": "RandomNoise", "inputs": {"noise_seed": 219670278747233}}, \
    "22": {"class_type": "BasicGuider", "inputs": {"model": ["30", 0], "conditioning": \
    ["26", 0]}}, "26": {"class_type": "FluxGuidance", "inputs": {"guidance": 3.5, \
    "conditioning": ["6", 0]}}, "6": {"class_type": "CLIPTextEncode", "inputs": {"text": \
    "a cat"}}, "16": {"class_type": "KSamplerSelect", "inputs": {"sampler_name": "euler"}}, \
    "17": {"class_type": "BasicScheduler", "inputs": {"scheduler": "simple", "steps": 28}}, \
    "30": {"class_type": "ModelSamplingFlux", "inputs": {"model": ["12", 0]}}, "12": \
    {"class_type": "UNETLoader", "inputs": {"unet_name": "flux1-dev.safetensors"}}}
    """

  @Test func samplerOfParts() throws {
    let record = try #require(readPNG(["prompt": Self.flux]))
    #expect(record.prompt == "a cat")
    #expect(record.negativePrompt == nil)
    #expect((record.model, record.seed) == ("flux1-dev", "219670278747233"))
    #expect(record.parameters["guidance"] == "3.5")
    #expect(record.parameters["steps"] == "28")
    #expect(record.parameters["sampler_name"] == "euler")
  }

  @Test func negativeOfAGuider() throws {
    let graph = Self.flux.replacing(
      "\"conditioning\": [\"26\", 0]}}",
      with: """
        "positive": ["26", 0], "negative": ["40", 0], "cfg": 4}}, "40": {"class_type": \
        "CLIPTextEncode", "inputs": {"text": "bad"}}
        """)
    let record = try #require(readPNG(["prompt": graph]))
    #expect((record.prompt, record.negativePrompt) == ("a cat", "bad"))
    #expect(record.parameters["cfg"] == "4")
  }

  @Test func graphBeforeAWorseText() throws {
    let text = "unknown\nNegative prompt: x\nSteps: 20, Sampler: euler, Seed: 0, Version: ComfyUI"
    let record = try #require(readPNG(["parameters": text, "prompt": Self.simple]))
    #expect((record.prompt, record.seed) == ("a red hat", "18446744073709551615"))
    #expect(record.notes.contains { $0.contains("another prompt") })
  }

  @Test func editorsGraphAlone() throws {
    let workflow = """
      {"nodes": [{"id": 3, "type": "KSampler", "mode": 0, "inputs": [{"name": "model", "link": 1}, \
      {"name": "positive", "link": 4}, {"name": "negative", "link": 6}], "widgets_values": \
      [685468484323813, "randomize", 20, 8, "euler", "normal", 1]}, {"id": 4, "type": \
      "CheckpointLoaderSimple", "widgets_values": ["v1-5.ckpt"]}, {"id": 6, "type": \
      "CLIPTextEncode", "inputs": [{"name": "text", "link": 9}], "widgets_values": ["old"]}, \
      {"id": 7, "type": "CLIPTextEncode", "widgets_values": ["bad"]}, {"id": 8, "type": \
      "PrimitiveNode", "widgets_values": ["a linked hat", "fixed"]}, {"id": 11, "mode": 4, \
      "type": "LoadImage", "widgets_values": ["off.png", "image"]}], "links": \
      [[1, 4, 0, 3, 0, "MODEL"], [4, 6, 0, 3, 1, "CONDITIONING"], [6, 7, 0, 3, 2, \
      "CONDITIONING"], [9, 8, 0, 6, 0, "STRING"]], "version": 0.4}
      """
    let record = try #require(readPNG(["workflow": workflow]))
    #expect((record.prompt, record.negativePrompt) == ("a linked hat", "bad"))
    #expect((record.model, record.seed) == ("v1-5", "685468484323813"))
    #expect(record.parameters["steps"] == "20")
    #expect(record.parents.isEmpty)
    #expect(record.notes.contains { $0.contains("editor's graph") })
  }

  @Test func nodeOfAService() throws {
    let graph = """
      {"1": {"class_type": "GeminiImageNode", "inputs": {"prompt": ["2", 0], "model": \
      "gemini-2.5-flash-image", "seed": 42}}, "2": {"class_type": "PrimitiveString", "inputs": \
      {"value": "a hat"}}}
      """
    let record = try #require(readPNG(["prompt": graph]))
    #expect((record.prompt, record.model, record.seed) == ("a hat", "gemini-2.5-flash-image", "42"))
    #expect(record.notes.contains { $0.contains("GeminiImageNode") })
  }
}
