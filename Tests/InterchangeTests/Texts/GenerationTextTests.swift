import Testing

@testable import TroupeInterchange

struct GenerationTextTests {
  static let plain = """
    masterpiece, a red hat <lora:hats:0.8>,
    on a table
    Negative prompt: blurry, (low quality:1.4)
    Steps: 20, Sampler: DPM++ 2M Karras, CFG scale: 7, Seed: 1234567890, Size: 512x768, \
    Model hash: 31e35c80fc, Model: sd_xl_base_1.0, Lora hashes: "hats: aa11, b: cc22", \
    Version: v1.10.1
    """

  @Test func readsAllParts() throws {
    let record = try #require(readPNG(["parameters": Self.plain]))
    #expect(record.tool == "AUTOMATIC1111")
    #expect(record.prompt == "masterpiece, a red hat <lora:hats:0.8>,\non a table")
    #expect(record.negativePrompt == "blurry, (low quality:1.4)")
    #expect(record.model == "sd_xl_base_1.0")
    #expect(record.seed == "1234567890")
    #expect(record.seeds == ["1234567890"])
    #expect(record.parameters["Steps"] == "20")
    #expect(record.parameters["Sampler"] == "DPM++ 2M Karras")
    #expect(record.parameters["Size"] == "512x768")
    #expect(record.parameters["Lora hashes"] == "hats: aa11, b: cc22")
    #expect(record.parameters["Version"] == "v1.10.1")
    #expect(record.notes.isEmpty)
  }

  @Test(arguments: [
    ("f2.0.1v1.10.1-previous-659-gc055f2d4", "Forge"), ("f1.0.0v2-v1.10.1RC-latest-1", "reForge"),
    ("f1.3.0-v1.10.1", "reForge"), ("classic", "Forge Classic"), ("neo", "Forge Neo"),
    ("ComfyUI", "ComfyUI"), ("a3bc1d0", "SD.Next"),
    ("f1a2b3c", "SD.Next"), ("v1.6.0", "AUTOMATIC1111"),
    ("Fooocus v2.1.855", "Fooocus"),
  ])
  func versionTellsTheTool(_ version: String, _ tool: String) throws {
    let text = "a hat\nSteps: 4, Sampler: Euler, Seed: 7, Version: \(version)"
    #expect(try #require(readPNG(["parameters": text])).tool == tool)
  }

  @Test(
    "Without a version, the app or a sampler as ComfyUI calls it tells the tool",
    arguments: [
      ("Sampler: dpmpp_2m_sde_karras", "ComfyUI"), ("Sampler: Euler a", "AUTOMATIC1111"),
      ("Sampler: DDIM", "AUTOMATIC1111"), ("App: huggingface.co", "Hugging Face"),
      ("App: Some App", "Some App"),
    ])
  func toolWithoutVersion(_ pair: String, _ tool: String) throws {
    let record = try #require(readPNG(["parameters": "a hat\nSteps: 4, Seed: 7, \(pair)"]))
    #expect(record.tool == tool)
    #expect(record.notes.contains { $0.contains("no version") } == (tool == "AUTOMATIC1111"))
  }

  @Test("A prompt that the writer did not know is no prompt, and its seed of 0 is none")
  func placeholders() throws {
    let text = "unknown\nNegative prompt: unknown\nSteps: 4, CFG Scale: 8.0, Seed: 0, Version: "
    let record = try #require(readEXIF("UserComment", text + "ComfyUI"))
    #expect((record.prompt, record.negativePrompt, record.seed) == (nil, nil, nil))
    #expect(record.seeds.isEmpty && record.parameters["Steps"] == "4")
    #expect(record.notes == ["The text says that the prompt is unknown."])
    #expect(readEXIF("UserComment", text + "v1.10.1")?.prompt == "unknown")
  }

  @Test func lineEndsOfWindowsAndNoNegative() throws {
    let record = try #require(
      readPNG(["parameters": "a hat\r\non a cat\r\nSteps: 4, Sampler: Euler, Seed: 7\r\n"]))
    #expect(record.prompt == "a hat\non a cat")
    #expect(record.negativePrompt == nil)
    #expect(record.seed == "7")
    #expect(record.notes.contains { $0.contains("no version") })
  }

  @Test func twoPairsAreWordsOfThePrompt() throws {
    let record = try #require(
      readPNG(["parameters": "a hat\nNegative prompt: bad\nSteps: 4, Seed: 5"]))
    #expect(record.negativePrompt == "bad\nSteps: 4, Seed: 5")
    #expect(record.seed == nil)
    #expect(record.notes == ["The text has no line of parameters."])
  }

  @Test func quotedValuesAreJSONStrings() throws {
    let text = #"a"# + "\n" + #"Steps: 4, Seed: 5, Note: "a \"b\", c\nd \u00e9", Size: 8x8"#
    let record = try #require(readPNG(["parameters": text]))
    #expect(record.parameters["Note"] == "a \"b\", c\nd é")
    #expect(record.parameters["Size"] == "8x8")
  }

  @Test func sectionsOfSDNext() throws {
    let text = """
      a hat
      Negative prompt: bad
      Template: {prompt}, film
      Negative template: {prompt}, grain
      Steps: 20, Size: 1024x1024, Scheduler: UniPC, Seed: 5, App: SD.Next, Version: 1a2b3c4
      """
    let record = try #require(readPNG(["parameters": text]))
    #expect(record.tool == "SD.Next")
    #expect(record.negativePrompt == "bad")
    #expect(record.parameters["Template"] == "{prompt}, film")
    #expect(record.parameters["Negative template"] == "{prompt}, grain")
  }

  @Test func promptMayBeJSON() throws {
    let text =
      "{\"high_level_description\": \"a hat\"}\nSteps: 20, Seed: 5, App: SD.Next, Size: 1x1"
    let record = try #require(readPNG(["parameters": text]))
    #expect(record.prompt == "{\"high_level_description\": \"a hat\"}")
    #expect(record.tool == "SD.Next")
  }

  @Test func modelMayBeAHash() throws {
    let record = try #require(
      readPNG(["parameters": "a\nSteps: 4, Sampler: E, Seed: 5, Model: 8d3e7d1a"]))
    #expect(record.model == nil)
    #expect(record.parameters["Model hash"] == "8d3e7d1a")
    #expect(record.notes.contains("The model is told by its hash only."))
  }

  @Test func standsInEXIFCommentOrTextFile() throws {
    #expect(readEXIF("UserComment", Self.plain)?.seed == "1234567890")
    let file = ForeignRecord.read([EmbeddedText(.sidecar, "txt", Self.plain)], fileName: "a.jpg")
    #expect(file?.model == "sd_xl_base_1.0")
    let comment = ForeignRecord.read([EmbeddedText(.comment, "", Self.plain)], fileName: "a.jpg")
    #expect(comment?.seed == "1234567890")
  }

  @Test func otherCommentsAreNotTaken() {
    #expect(readEXIF("UserComment", "Make: Canon, ISO: 100, Lens: 50mm") == nil)
    #expect(readEXIF("ImageDescription", "a walk in the woods") == nil)
    #expect(ForeignRecord.read([EmbeddedText(.sidecar, "txt", "1girl, hat")], fileName: "a") == nil)
  }

  @Test func upscalingAlone() throws {
    let record = try #require(
      readPNG(["postprocessing": "Postprocess upscale by: 4, Postprocess upscaler: R-ESRGAN 4x+"]))
    #expect(record.prompt == nil)
    #expect(record.parameters["Postprocess upscaler"] == "R-ESRGAN 4x+")
  }

  @Test("Civitai tells the seed and the pictures given to a service in its metadata")
  func metadataOfCivitai() throws {
    let text = """
      a hat
      Steps: 0, Sampler: Some-Service, CFG scale: 0, Size: 8x8, Civitai resources: [], Civitai metadata: \
      {"seed": 1349613481, "images": [{"url": "https://a.b/hat.jpg?sig=x&exp=1", "width": 6}, {"url": 5}]}
      """
    let record = try #require(readEXIF("UserComment", text))
    #expect((record.tool, record.seed) == ("Civitai", "1349613481"))
    #expect(record.parents == [.name("hat.jpg")])
    let both = text.replacing("Steps: 0", with: "Seed: 5, Steps: 0")
    #expect(readEXIF("UserComment", both)?.seeds == ["5"])
  }

  @Test func resourcesOfCivitai() throws {
    let text = """
      a hat
      Negative prompt: bad
      Steps: 25, Sampler: DPM++ 2M, CFG scale: 4, Seed: 99, Size: 832x1216, Clip skip: 2, \
      Created Date: 2025-01-02T03:04:05.1234567Z, Civitai resources: \
      [{"type":"lora","weight":0.7,"modelVersionId":5,"modelName":"Hats, all"},\
      {"type":"checkpoint","modelVersionId":290640,"modelName":"Pony XL"}], Civitai metadata: {}
      """
    let record = try #require(readEXIF("UserComment", text))
    #expect(record.tool == "Civitai")
    #expect(record.model == "Pony XL")
    #expect(record.createdAt == "2025-01-02T03:04:05.1234567Z")
    #expect(record.parameters["Clip skip"] == "2")
    #expect(record.parameters["Civitai resources"]?.contains("Hats, all") == true)
  }
}
