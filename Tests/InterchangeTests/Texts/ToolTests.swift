import Testing

@testable import TroupeInterchange

struct ToolTests {
  static let swarm = """
    {"sui_image_params": {"prompt": "a <random:red|blue> hat", "negativeprompt": "bad", \
    "model": "OfficialStableDiffusion/sd_xl_base_1.0", "seed": 18446744073709551615, "steps": 20, \
    "cfgscale": 7.0, "width": 1024, "loras": ["hats"], "loraweights": ["0.5"], \
    "swarm_version": "0.9.6.2"}, "sui_extra_data": {"date": "2025-03-04", "generation_time": \
    "1.2 sec"}, "sui_models": [{"name": "sd_xl_base_1.0.safetensors", "param": "model", \
    "hash": "0xabc"}]}
    """

  @Test func swarmUIBeforeItsGraph() throws {
    let record = try #require(readPNG(["prompt": ComfyTests.simple, "parameters": Self.swarm]))
    #expect(record.tool == "SwarmUI")
    #expect(record.prompt == "a <random:red|blue> hat")
    #expect(record.negativePrompt == "bad")
    #expect(record.model == "sd_xl_base_1.0")
    #expect(record.seed == "18446744073709551615")
    #expect(record.createdAt == "2025-03-04")
    #expect(record.parameters["cfgscale"] == "7.0")
    #expect(record.parameters["loras"] == "hats")
    #expect(record.parameters["sui_models"] == "sd_xl_base_1.0.safetensors: 0xabc")
    #expect(record.parameters["swarm_version"] == "0.9.6.2")
    #expect(record.notes.contains { $0.contains("macros") })
    #expect(record.notes.contains { $0.contains("ComfyUI") })
    #expect(readEXIF("Model", Self.swarm)?.tool == "SwarmUI")
    #expect(readEXIF("UserComment", Self.swarm)?.tool == "SwarmUI")
  }

  @Test func fooocusScheme() throws {
    let text = """
      {"base_model": "juggernautXL_v8.safetensors", "full_prompt": ["a hat", "cinematic"], \
      "guidance_scale": 4, "loras": [["sd_xl_offset.safetensors", 0.1, "4852686128"]], \
      "metadata_scheme": "fooocus", "negative_prompt": "bad", "performance": "Speed", \
      "prompt": "a hat", "resolution": "(1152, 896)", "seed": "5846239475618734", "steps": 30, \
      "styles": "['Fooocus V2']", "version": "Fooocus v2.2.0"}
      """
    let record = try #require(readPNG(["parameters": text, "fooocus_scheme": "fooocus"]))
    #expect(record.tool == "Fooocus")
    #expect(record.prompt == "a hat")
    #expect(record.negativePrompt == "bad")
    #expect(record.model == "juggernautXL_v8")
    #expect(record.seed == "5846239475618734")
    #expect(record.parameters["version"] == "Fooocus v2.2.0")
    #expect(record.parameters["full_prompt"] == #"["a hat","cinematic"]"#)
    #expect(record.parameters["loras"]?.contains("4852686128") == true)
    #expect(readEXIF("UserComment", text)?.tool == "Fooocus")
  }

  @Test func fooocusInTheLayoutOfAutomatic1111() throws {
    let text = "a hat\nNegative prompt: bad\nSteps: 30, Sampler: DPM++ 2M SDE, Seed: 3, Size: 1x1"
    let record = try #require(readPNG(["parameters": text, "fooocus_scheme": "a1111"]))
    #expect(record.tool == "Fooocus")
    #expect(record.prompt == "a hat")
    #expect(!record.notes.contains { $0.contains("another tool") })
  }

  @Test func relativesOfFooocus() throws {
    let ruined = """
      {"Prompt": "a hat", "Negative": "bad", "steps": 30, "cfg": 8, "width": 1152, "seed": 77, \
      "base_model_name": "xl/sd_xl_base.safetensors", "loras": [["abc", "1.0 - a/b.safetensors"]], \
      "software": "RuinedFooocus"}
      """
    let record = try #require(readPNG(["parameters": ruined]))
    #expect(record.tool == "RuinedFooocus")
    #expect((record.prompt, record.negativePrompt) == ("a hat", "bad"))
    #expect((record.model, record.seed) == ("sd_xl_base", "77"))
    #expect(record.parameters["loras"] == #"[["abc","1.0 - a/b.safetensors"]]"#)
    let mre = """
      {"prompt": "a hat", "negative_prompt": "", "seed": 4, "base_model": "x.safetensors", \
      "styles": "None", "software": "Fooocus 1.0.36 MRE"}
      """
    #expect(readPNG(["Comment": mre])?.tool == "Fooocus-MRE")
  }

  @Test("FooocusPlus writes the labels of its page as names") func labelsOfFooocusPlus() throws {
    let text = """
      {"ADM Guidance": "(1.5, 0.8, 0.3)", "Backend Engine": "SDXL-Fooocus", "Base Model": "hatsXL", \
      "Full Prompt": ["a hat", "cinematic"], "Metadata Scheme": "Fooocus", "Negative Prompt": "bad", \
      "Prompt": "a hat", "Seed": "5256010854089202552", "Steps": 30, "User": "FooocusPlus", \
      "Version": "FooocusPlus 1.0.0"}
      """
    for record in [readPNG(["Comment": text]), readEXIF("UserComment", text)] {
      let record = try #require(record)
      #expect((record.tool, record.prompt) == ("FooocusPlus", "a hat"))
      #expect((record.negativePrompt, record.model) == ("bad", "hatsXL"))
      #expect(record.seed == "5256010854089202552")
      #expect(record.parameters["Full Prompt"] == #"["a hat","cinematic"]"#)
    }
    let other = text.replacing("FooocusPlus", with: "Fooocus")
    #expect(readPNG(["Comment": other])?.tool == "Fooocus")
  }

  @Test("Draw Things with a negative prompt in EXIF is not taken for NovelAI")
  func drawThingsInEXIF() throws {
    let json = """
      {"c": "a hat", "uc": "bad", "model": "flux_1.ckpt", "scale": 1, "seed": 5, "steps": 4, "v2": {"shift": 1}}
      """
    let texts = [
      EmbeddedText(.exif, "ImageDescription", "a hat\nSteps: 4, Guidance Scale: 1.0, Seed: 5"),
      EmbeddedText(.exif, "Software", "Draw Things"), EmbeddedText(.exif, "UserComment", json),
    ]
    let record = try #require(ForeignRecord.read(texts, fileName: "a.png"))
    #expect((record.tool, record.prompt, record.model) == ("Draw Things", "a hat", "flux_1"))
    #expect(readEXIF("UserComment", json)?.tool == "Draw Things")
  }

  @Test(
    "The endings of all forms of weights are left out of a model's name",
    arguments: [
      "hats.safetensors", "a/hats.ckpt", #"b\hats.gguf"#, "hats.SFT",
    ])
  func endingsOfModels(_ path: String) { #expect(ForeignRecord.modelName(path) == "hats") }

  @Test func drawThings() throws {
    let text = """
      {"c": "a hat", "uc": "bad", "model": "sd_xl_base_1.0_f16.ckpt", "sampler": "DPM++ 2M Karras", \
      "seed": 4022034562, "scale": 7.5, "steps": 30, "size": "1024x1024", "strength": 1, \
      "v2": {"loras": [{"file": "hats.ckpt", "weight": 0.6}], "upscaler": "esrgan"}}
      """
    let record = try #require(
      ForeignRecord.read(
        [
          EmbeddedText(.xmp, "xmp:CreatorTool", "Draw Things"),
          EmbeddedText(.xmp, "exif:UserComment", text),
        ], fileName: "a.png"))
    #expect(record.tool == "Draw Things")
    #expect((record.prompt, record.negativePrompt) == ("a hat", "bad"))
    #expect((record.model, record.seed) == ("sd_xl_base_1.0_f16", "4022034562"))
    #expect(record.parameters["size"] == "1024x1024")
    #expect(record.parameters["upscaler"] == "esrgan")
    #expect(record.parameters["lora"]?.contains("hats.ckpt") == true)
    let description = "a hat\nSteps: 4, Sampler: Euler, Guidance Scale: 3.0, Seed: 8, Size: 1x1"
    let other = ForeignRecord.read(
      [
        EmbeddedText(.xmp, "xmp:CreatorTool", "Draw Things"),
        EmbeddedText(.xmp, "dc:description", description),
      ], fileName: "a.png")
    #expect(other?.tool == "Draw Things")
    #expect(other?.parameters["Guidance Scale"] == "3.0")
  }

  @Test func easyDiffusion() throws {
    let record = try #require(
      readPNG([
        "prompt": "a hat", "negative_prompt": "bad", "seed": "12", "num_inference_steps": "25",
        "use_stable_diffusion_model": "models/sd-v1-4.ckpt",
      ]))
    #expect(record.tool == "Easy Diffusion")
    #expect((record.prompt, record.negativePrompt) == ("a hat", "bad"))
    #expect((record.model, record.seed) == ("sd-v1-4", "12"))
    #expect(record.parameters["num_inference_steps"] == "25")
    let text = "{\"prompt\": \"a hat\", \"seed\": 12, \"use_stable_diffusion_model\": \"x\"}"
    #expect(readEXIF("UserComment", text)?.tool == "Easy Diffusion")
    let file = EmbeddedText(
      .sidecar, "txt", "Prompt: a hat\nSeed: 12\nStable Diffusion model: m.ckpt\nSteps: 25")
    #expect(ForeignRecord.read([file], fileName: "a.png")?.model == "m")
  }
}
