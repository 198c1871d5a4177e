import Testing

@testable import TroupeInterchange

@Suite struct ImaginAIryTests {
  private func imaginAIry(_ comment: String, software: String = "Imaginairy / Stable Diffusion")
    -> ForeignRecord?
  {
    let texts = [
      EmbeddedText(.exif, "ImageDescription", "\"a hat\" 512x512px seed:5 steps:40"),
      EmbeddedText(.exif, "Software", software),
      EmbeddedText(.exif, "DateTime", "2023-01-02 03:04:05"),
      EmbeddedText(.exif, "UserComment", comment),
    ]
    return ForeignRecord.read(texts, fileName: "a.jpg")
  }

  @Test("The older form has prompts as pairs of weight and text") func olderForm() throws {
    let record = try #require(
      imaginAIry(
        """
        {"prompt": {"software": "imaginairy", "model": "SD-1.5", "prompts": [[1, "a hat"], [0.5, "a cat"]], \
        "prompt_strength": 7.5, "negative_prompt": [[1, "bad"]], "init_image": "assets/dog.jpg", \
        "seed": 5, "steps": 40, "sampler_type": "plms", "fix_faces": false}}
        """, software: "other"))
    #expect((record.tool, record.model, record.seed) == ("imaginAIry", "SD-1.5", "5"))
    #expect((record.prompt, record.negativePrompt) == ("a hat\na cat", "bad"))
    #expect(record.parents == [.name("dog.jpg")])
    #expect(record.parameters["sampler_type"] == "plms" && record.parameters["steps"] == "40")
    #expect(record.parameters["prompts"] == #"[[1,"a hat"],[0.5,"a cat"]]"#)
    #expect(record.createdAt == "2023-01-02T03:04:05")
  }

  @Test("The newer form has objects, and the word None where nothing is") func newerForm() throws {
    let record = try #require(
      imaginAIry(
        """
        {"prompt": {"prompt": [{"text": "a hat", "weight": 1}], "negative_prompt": [{"text": "bad", "weight": 1}], \
        "init_image": "None", "mask_image": "None", "model_weights": {"name": "Hats XL"}, \
        "solver_type": "ddim", "seed": 1, "steps": 50, "size": [1920, 1080]}}
        """))
    #expect((record.prompt, record.negativePrompt, record.model) == ("a hat", "bad", "Hats XL"))
    #expect(record.parameters["size"] == "1920x1080" && record.parameters["mask_image"] == nil)
    #expect(record.parents.isEmpty && record.seeds == ["1"])
  }

  @Test("A seed and a model that the JSON lacks are told elsewhere") func otherPlaces() throws {
    let json =
      #"{"prompt": {"software": "imaginAIry", "prompts": [[1, "seed:9 hat"]], "steps": 40}}"#
    let record = try #require(imaginAIry(json, software: "Imaginairy / Stable Diffusion v1.4"))
    #expect((record.prompt, record.seed, record.model) == ("seed:9 hat", "5", "v1.4"))
    #expect(imaginAIry(json, software: "other")?.model == nil)
  }

  @Test("An object named prompt without the tool's name is none of its own")
  func otherObjects() {
    #expect(imaginAIry(#"{"prompt": {"prompt": "a"}}"#, software: "other") == nil)
  }
}
