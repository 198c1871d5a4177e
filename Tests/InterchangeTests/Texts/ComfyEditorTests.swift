import Testing

@testable import TroupeInterchange

@Suite struct ComfyEditorTests {
  /// A graph of the editor with a sampler of a kind that is not known by its name, and two encoders.
  private func workflow(_ sampler: String) -> String {
    """
    {"nodes": [\(sampler), {"id": 6, "type": "CLIPTextEncode", "widgets_values": ["a hat"]}, {"id": 7, \
    "type": "CLIPTextEncode", "widgets_values": ["bad"]}, {"id": 4, "type": "Efficient Loader", \
    "widgets_values": ["hats.gguf", "Baked VAE", -1, "None", 1, 1, "a cat", "worse", "none"]}], "links": \
    [[1, 4, 0, 3, 0, "MODEL"], [4, 6, 0, 3, 1, "CONDITIONING"], [6, 7, 0, 3, 2, "CONDITIONING"], \
    [8, 4, 1, 3, 1, "CONDITIONING"], [9, 4, 2, 3, 2, "CONDITIONING"]]}
    """
  }

  private func node(_ values: String, positive: Int = 4, negative: Int = 6, also: String = "")
    -> String
  {
    """
    {"id": 3, "type": "KSampler //Other", "inputs": [{"name": "model", "link": 1}, {"name": "positive", \
    "link": \(positive)}, {"name": "negative", "link": \(negative)}\(also)], "widgets_values": [\(values)]}
    """
  }

  @Test("A sampler of an unknown kind is known by the word after its seed") func unknownSampler()
    throws
  {
    let values = #"true, 77, "randomize", 28, 3.5, "dpmpp_sde", "karras", 1, "GPU""#
    let record = try #require(readPNG(["workflow": workflow(node(values))]))
    #expect((record.prompt, record.negativePrompt) == ("a hat", "bad"))
    #expect((record.seed, record.model) == ("77", "hats"))
    #expect(record.parameters["steps"] == "28" && record.parameters["cfg"] == "3.5")
    #expect(
      record.parameters["sampler_name"] == "dpmpp_sde" && record.parameters["scheduler"] == "karras"
    )
  }

  @Test("Values in another order than the plain sampler's are not named") func otherOrder() throws {
    let record = try #require(readPNG(["workflow": workflow(node(#"77, "fixed", "karras", 3.5"#))]))
    #expect(record.seed == "77" && record.prompt == "a hat")
    #expect(record.parameters["steps"] == nil && record.parameters["scheduler"] == nil)
    let none = try #require(readPNG(["workflow": workflow(node(#""fixed", 77, 28"#))]))
    #expect(none.seed == nil)
  }

  @Test("The names that an editor tells with the inputs go before any guess") func toldNames()
    throws
  {
    let also = ["cfg", "seed", "steps"].map {
      ", {\"name\": \"\($0)\", \"link\": null, \"widget\": {\"name\": \"\($0)\"}}"
    }
    let told = node(#"3.5, 77, "fixed", 28"#, also: also.joined())
    let record = try #require(readPNG(["workflow": workflow(told)]))
    #expect(
      (record.seed, record.parameters["cfg"], record.parameters["steps"]) == ("77", "3.5", "28"))
  }

  @Test("A loader that holds both prompts gives each at its own output") func loaderWithPrompts()
    throws
  {
    let sampler = node(#"77, "fixed", 28, 3.5, "euler", "normal""#, positive: 8, negative: 9)
    let record = try #require(readPNG(["workflow": workflow(sampler)]))
    #expect((record.prompt, record.model) == ("a cat", "hats"))
    #expect(record.negativePrompt == "worse")
  }

  /// A graph of the server whose prompt goes through a switch.
  private func switched(_ isOn: Bool, _ branch: String) -> String {
    """
    {"1": {"class_type": "KSampler", "inputs": {"seed": 5, "steps": "euler", "cfg": 1.0, "positive": ["2", 0], \
    "latent_image": ["8", 0]}}, "2": {"class_type": "CLIPTextEncode", "inputs": {"text": ["3", 0]}}, \
    "3": {"class_type": "ComfySwitchNode", "inputs": {"switch": ["4", 0], "on_false": ["5", 0], "on_true": \
    ["6", 0]}}, "4": {"class_type": "PrimitiveBoolean", "inputs": {"value": \(isOn)}}, "5": {"class_type": \
    "PrimitiveString", "inputs": {"value": "typed"}}, "6": \(branch), "8": {"class_type": "EmptyLatentImage", \
    "inputs": {"width": ["9", 0], "height": 512}}, "9": {"class_type": "Resolutions", "inputs": {"a": 1, "b": 2}}}
    """
  }

  @Test("A switch lets one text through; what a language model answered is not in the graph")
  func switches() throws {
    let other = #"{"class_type": "PrimitiveString", "inputs": {"value": "other"}}"#
    #expect(readPNG(["prompt": switched(true, other)])?.prompt == "other")
    #expect(readPNG(["prompt": switched(false, other)])?.prompt == "typed")
    let model = #"{"class_type": "TextGenerate", "inputs": {"prompt": "You expand prompts."}}"#
    let record = try #require(readPNG(["prompt": switched(true, model)]))
    #expect(record.prompt == "typed")
    #expect(record.notes == ["A text comes from a node that is not understood: TextGenerate."])
  }

  @Test("A setting that is no number is left out, and is no text that was not understood")
  func settings() throws {
    let other = #"{"class_type": "PrimitiveString", "inputs": {"value": "other"}}"#
    let record = try #require(readPNG(["prompt": switched(true, other)]))
    #expect(record.parameters["steps"] == nil && record.parameters["width"] == nil)
    #expect(record.parameters["cfg"] == "1.0" && record.parameters["height"] == "512")
    #expect(record.notes.isEmpty)
  }
}
