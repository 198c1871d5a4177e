import Testing

@testable import TroupeInterchange

struct InvokeAITests {
  static let digest = String(repeating: "0123456789abcdef", count: 4)

  @Test func metadata() throws {
    let text = """
      {"app_version": "5.0.0", "positive_prompt": "(\\"a\\", \\"b\\").blend(0.25, 0.75)", \
      "negative_prompt": "bad", "seed": 123456, "steps": 30, "cfg_scale": 7.5, \
      "scheduler": "euler", "model": {"name": "sd_xl", "hash": "blake3:ab", "base": "sdxl"}, \
      "loras": [{"model": {"name": "hats"}, "weight": 0.75}], "ref_images": [{"config": \
      {"image": {"image_name": "11aa.png"}}}]}
      """
    let record = try #require(readPNG(["invokeai_metadata": text]))
    #expect(record.tool == "InvokeAI")
    #expect(record.prompt == "(\"a\", \"b\").blend(0.25, 0.75)")
    #expect((record.negativePrompt, record.model, record.seed) == ("bad", "sd_xl", "123456"))
    #expect(record.parameters["app_version"] == "5.0.0")
    #expect(record.parameters["model hash"] == "blake3:ab")
    #expect(record.parameters["loras"] == "hats: 0.75")
    #expect(record.parents == [.name("11aa.png")])
    let old = "{\"positive_prompt\": \"a\", \"model\": {\"model_name\": \"sd-1.5\"}}"
    #expect(readPNG(["invokeai_metadata": old])?.model == "sd-1.5")
  }

  @Test func oldPairWithParent() throws {
    let metadata = """
      {"model": "stable diffusion", "model_weights": "stable-diffusion-1.4", "app_version": "v2.0", \
      "image": {"prompt": [{"prompt": "fire [smoke]", "weight": 1.0}], "steps": 50, \
      "seed": 2687295470, "orig_hash": "\(Self.digest)", "init_img": "/images/fire-drawing.png", \
      "postprocessing": [{"tool": "gfpgan"}]}}
      """
    let record = try #require(
      readPNG(["Dream": "\"fire\" -s50 -S2687295470 -I other.png", "sd-metadata": metadata]))
    #expect((record.prompt, record.negativePrompt) == ("fire", "smoke"))
    #expect((record.model, record.seed) == ("stable-diffusion-1.4", "2687295470"))
    #expect(
      record.parents == [.digest(Self.digest), .name("fire-drawing.png"), .name("other.png")])
    #expect(record.parameters["postprocessing"] == #"[{"tool":"gfpgan"}]"#)
  }

  @Test func severalPromptsAreABlend() throws {
    let metadata = """
      {"images": [{"prompt": [{"prompt": "a", "weight": 0.25}, {"prompt": "b", "weight": 0.75}], \
      "seed": 1, "orig_hash": null}]}
      """
    let record = try #require(readPNG(["sd-metadata": metadata]))
    #expect(record.prompt == "(\"a\", \"b\").blend(0.25, 0.75)")
    #expect(record.parents.isEmpty)
  }

  @Test func dreamLines() throws {
    let quoted = try #require(
      readPNG(["Dream": "\"a hat, [bad] on a cat\" -s 30 -S 42 -W512 -A k_lms"]))
    #expect((quoted.prompt, quoted.negativePrompt) == ("a hat,  on a cat", "bad"))
    #expect(quoted.seed == "42")
    #expect(quoted.parameters["-s"] == "30")
    #expect(quoted.parameters["-W"] == "512")
    #expect(quoted.parameters["-A"] == "k_lms")
    let bare = try #require(readPNG(["Dream": "a half-open door -S42 -I ./in/cat.png"]))
    #expect((bare.prompt, bare.seed) == ("a half-open door", "42"))
    #expect(bare.parents == [.name("cat.png")])
  }

  @Test("A command line that holds a whole picture is read without it, and names no parent")
  func dreamWithAPicture() throws {
    let picture = "data:image/png;base64," + String(repeating: "iVBOR+/w", count: 60_000) + "=="
    let record = try #require(
      readPNG(["Dream": #""a hat" -s50 -W512 -I\#(picture) --fit -f0.46 -S2439087110"#]))
    #expect((record.prompt, record.seed) == ("a hat", "2439087110"))
    #expect(record.parameters["-s"] == "50" && record.parameters["-f"] == "0.46")
    #expect(record.parents.isEmpty)
    #expect(record.notes == ["The picture that this one was made from stood in the text itself."])
  }

  @Test(arguments: ["!mask file -tm hair 0.5", "<too lazy to implement>"])
  func commandsAreNoPrompts(_ text: String) throws {
    let record = try #require(readPNG(["Dream": text]))
    #expect(record.prompt == nil)
    #expect(record.notes.contains { $0.contains("command") })
  }
}
