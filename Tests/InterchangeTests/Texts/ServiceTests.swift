import Testing

@testable import TroupeInterchange

struct ServiceTests {
  @Test func tensorArtTakesTheSeedFromTheGraph() throws {
    let text = """
      {"prompt": "a hat", "negativePrompt": "bad", "seed": "-1", "steps": 25, "baseModel": \
      {"modelFileName": "dreamshaper_8.safetensors", "hash": "AB12"}}\0
      """
    let record = try #require(readPNG(["generation_data": text, "prompt": ComfyTests.simple]))
    #expect(record.tool == "TensorArt")
    #expect((record.prompt, record.negativePrompt) == ("a hat", "bad"))
    #expect((record.model, record.seed) == ("dreamshaper_8", "18446744073709551615"))
    #expect(record.parameters["model hash"] == "AB12")
    #expect(record.notes.contains("The seed was taken from the graph."))
    #expect(readPNG(["generation_data": text])?.seed == nil)
  }

  @Test func stabilityMatrixPrefersItsJSON() throws {
    let json = """
      {"PositivePrompt": "a hat # my note", "NegativePrompt": "bad", "Seed": 9007199254740993, \
      "ModelName": "sd15.safetensors", "ModelHash": "ff", "Steps": 20}
      """
    let record = try #require(
      readPNG([
        "parameters": "a hat\r\nSteps: 20, Sampler: Euler, Seed: 9, Size: 1x1",
        "parameters-json": json, "prompt": ComfyTests.simple,
      ]))
    #expect(record.tool == "Stability Matrix")
    #expect(record.prompt == "a hat # my note")
    #expect((record.model, record.seed) == ("sd15", "9007199254740993"))
    #expect(record.parameters["ModelHash"] == "ff")
  }

  @Test func huggingFace() throws {
    let text = """
      {"prompt": "a hat", "negative_prompt": "bad", "resolution": "1024 x 1024", "seed": 3, \
      "Model": "Animagine XL 3.1", "Model hash": "e3c47aedb0", "sampler": "Euler a"}
      """
    let record = try #require(readPNG(["parameters": text]))
    #expect(record.tool == "Hugging Face")
    #expect((record.prompt, record.model, record.seed) == ("a hat", "Animagine XL 3.1", "3"))
    #expect(record.parameters["resolution"] == "1024 x 1024")
  }

  @Test("The names of a Space of Hugging Face are not taken for those of Easy Diffusion")
  func huggingFaceInSmallLetters() throws {
    let text = """
      {"prompt": "a hat", "negative_prompt": "bad", "resolution": "1024 x 1024", "seed": 5, \
      "guidance_scale": 5.5, "num_inference_steps": 24, "sampler": "Euler", "use_upscaler": null, \
      "model": "Hats XL", "model_hash": "ABC"}
      """
    let record = try #require(readPNG(["parameters": text]))
    #expect((record.tool, record.model, record.seed) == ("Hugging Face", "Hats XL", "5"))
    #expect(record.parameters["num_inference_steps"] == "24")
  }

  @Test("A label of ByteDance tells the service and no prompt") func labelOfByteDance() throws {
    let text =
      #"{"aigc_info": {"aigc_label_type": 0, "source_info": "dreamina"}, "data": {"os": "web"}}"#
    let record = try #require(readEXIF("UserComment", text))
    #expect((record.tool, record.prompt) == ("Dreamina", nil))
    #expect(record.parameters["os"] == "web" && record.notes.count == 1)
  }

  @Test("What follows the path of an address is no part of the name of a parent")
  func addressOfAParent() throws {
    let graph = """
      {"1": {"class_type": "LoadImage", "inputs": {"image": "https://a.b/c/hat.jpeg?sig=secret&x=/y.png"}}, \
      "2": {"class_type": "LoadImage", "inputs": {"image": "in/what? a #hat.png"}}}
      """
    #expect(readPNG(["prompt": graph])?.parents == [.name("hat.jpeg"), .name("what? a #hat.png")])
  }

  @Test func graphOfCivitai() throws {
    let graph =
      ComfyTests.simple.dropLast()
      + #", "extra": {"airs": ["urn:air:sdxl:checkpoint:civitai:101055@128078"]}, "extraMetadata": "#
      + #""{\"prompt\": \"as typed\", \"negativePrompt\": \"no\", \"seed\": 8, \"workflowId\": \"txt2img\"}"}"#
    let record = try #require(readEXIF("UserComment", String(graph)))
    #expect(record.tool == "Civitai")
    #expect((record.prompt, record.negativePrompt) == ("as typed", "no"))
    #expect(record.seed == "8")
    #expect(record.model == "urn:air:sdxl:checkpoint:civitai:101055@128078")
    #expect(record.parameters["workflowId"] == "txt2img")
  }

  @Test func smallTools() throws {
    #expect(readPNG(["gemimg_prompt": "a hat"])?.prompt == "a hat")
    let hub = "{\"prompt\": \"a hat\", \"negativePrompt\": \"bad\", \"seed\": 4, \"model\": \"m\"}"
    let record = try #require(readPNG(["imagemetahub_data": hub]))
    #expect((record.tool, record.prompt, record.seed) == ("Image MetaHub", "a hat", "4"))
    let open = "{\"provider\": \"replicate\", \"model\": \"a/b\", \"input\": {\"prompt\": \"hat\"}}"
    let file = ForeignRecord.read([EmbeddedText(.sidecar, "json", open)], fileName: "a.png")
    #expect((file?.tool, file?.prompt, file?.model) == ("replicate", "hat", "a/b"))
  }

  @Test func signatureOfGrokIsNoPrompt() throws {
    let record = try #require(
      ForeignRecord.read(
        [
          EmbeddedText(.exif, "ImageDescription", "Signature: TWFu+/=="),
          EmbeddedText(.exif, "UserComment", "Signature: TWFu+/=="),
          EmbeddedText(.exif, "Artist", "0b2f1c9e-1111-2222-3333-444455556666"),
        ], fileName: "a.jpg"))
    #expect(record.tool == "Grok")
    #expect(record.prompt == nil)
  }

  @Test func labelsHaveNoPrompt() throws {
    let text = "{\"Label\": \"1\", \"ContentProducer\": \"001191\", \"ProduceID\": \"x\"}"
    let label = ForeignRecord.read([EmbeddedText(.xmp, "TC260:AIGC", text)], fileName: "a.png")
    #expect(label?.prompt == nil)
    #expect(label?.parameters["ContentProducer"] == "001191")
    let credit = EmbeddedText(.xmp, "photoshop:Credit", "Made with Google AI")
    #expect(ForeignRecord.read([credit], fileName: "a.png")?.tool == "Google AI")
  }
}
