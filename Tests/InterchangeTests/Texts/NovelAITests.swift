import Testing

@testable import TroupeInterchange

struct NovelAITests {
  @Test func textsOfPNG() throws {
    let comment = """
      {"steps": 28, "sampler": "k_euler_ancestral", "seed": 2930459120, "scale": 11.0, \
      "uc": "lowres, bad", "strength": 0.69}
      """
    let record = try #require(
      readPNG([
        "Title": "AI generated image", "Description": "a hat", "Software": "NovelAI",
        "Source": "Stable Diffusion 81274D13", "Comment": comment, "Generation time": "3.2",
      ]))
    #expect(record.tool == "NovelAI")
    #expect((record.prompt, record.negativePrompt) == ("a hat", "lowres, bad"))
    #expect((record.model, record.seed) == ("Stable Diffusion", "2930459120"))
    #expect(record.parameters["Source"] == "Stable Diffusion 81274D13")
    #expect(record.parameters["sampler"] == "k_euler_ancestral")
    #expect(record.parameters["Generation time"] == "3.2")
  }

  @Test func charactersOfVersion4InQuotedComment() throws {
    let inner = #"""
      {\"prompt\": \"two girls\", \"uc\": \"x\", \"seed\": 5, \"scale\": 5, \"v4_prompt\": {\"caption\": {\"base_caption\": \"two girls\", \"char_captions\": [{\"char_caption\": \"red hat\", \"centers\": []}, {\"char_caption\": \"blue hat\"}]}}, \"v4_negative_prompt\": {\"caption\": {\"base_caption\": \"bad\", \"char_captions\": []}}}
      """#
    let text =
      "{\"Comment\": \"\(inner)\", \"Description\": \"two girls\", "
      + "\"Software\": \"NovelAI\", \"Source\": \"NovelAI Diffusion V4.5 4BDE2A90\"}"
    let record = try #require(readEXIF("UserComment", text))
    #expect(record.tool == "NovelAI")
    #expect(record.prompt == "two girls\nred hat\nblue hat")
    #expect(record.negativePrompt == "bad")
    #expect((record.model, record.seed) == ("NovelAI Diffusion V4.5", "5"))
  }

  @Test func changedPictureHasNoPrompt() throws {
    let record = try #require(
      readPNG([
        "Software": "NovelAI", "Description": "AI generated image",
        "Comment": "{\"req_type\": \"sketch\"}",
      ]))
    #expect(record.prompt == nil)
    #expect(record.parameters["req_type"] == "sketch")
    #expect(!record.notes.isEmpty)
  }
}
