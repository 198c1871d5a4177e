import Testing

@testable import TroupeInterchange

@Suite(.serialized) struct HostileTests {
  static let texts: [String] = [
    "", "\0", "\0\0\0{", "{", "[", "\"", "{}", "[]", "null", "NaN", "\u{202E}Steps: \u{202E}1",
    "Negative prompt:", "Negative prompt:\nNegative prompt:\n", "Steps:,Seed:,Sampler:",
    "{\"1\": {\"class_type\": 3}}", "{\"nodes\": [[[]]], \"links\": [1]}", "Signature: ",
    "--ar Job ID: ", "-S", "\" -S -I", "{\"Comment\": \"{\"}", "{\"sui_image_params\": []}",
    "{\"c\": 1, \"uc\": [], \"seed\": {}}", "{\"prompt\": {\"prompt\": {\"prompt\": 1}}}",
    String(repeating: ",", count: 1_000_000), String(repeating: "a", count: 250_000),
    String(repeating: "{\"a\":", count: 200_000), String(repeating: "[", count: 1_000_000),
    String(repeating: "ab: [", count: 50_000), String(repeating: "ab: \"", count: 40_000),
    String(repeating: "Steps: 1, ", count: 25_000), String(repeating: "\n", count: 250_000),
    String(repeating: "\" -S ", count: 12_000), String(repeating: " --a", count: 16_000),
    String(repeating: "ab, ab: [\"x, ab: [\",", count: 12_000),
    String(repeating: "e\u{301}\u{200D}", count: 40_000),
  ]

  @Test(arguments: texts.indices)
  func everyKeyTakesAnything(_ index: Int) {
    let keys = [
      "parameters", "prompt", "workflow", "Comment", "Description", "Dream", "sd-metadata",
      "invokeai_metadata", "generation_data", "parameters-json", "postprocessing", "seed",
      "gemimg_prompt", "imagemetahub_data", "fooocus_scheme",
    ]
    let text = Self.texts[index]
    let places = ["UserComment", "ImageDescription", "Make", "Model", "Software", "MakerNote"]
    let clock = ContinuousClock()
    let time = clock.measure {
      for key in keys { _ = readPNG([key: text]) }
      for name in places { _ = readEXIF(name, text) }
      _ = ForeignRecord.read([EmbeddedText(.sidecar, "txt", text)], fileName: text)
      _ = ForeignRecord.read([EmbeddedText(.xmp, "dc:description", text)], fileName: "")
    }
    #expect(time < .seconds(60))
  }

  @Test func rightToLeftPromptStays() {
    let prompt = "\u{202E}قبعة حمراء\u{202C} e\u{301}"
    let text = prompt + "\nSteps: 4, Sampler: Euler, Seed: 7"
    #expect(readPNG(["parameters": text])?.prompt == prompt)
  }

  @Test func tooLargeTextIsNotRead() throws {
    let large = String(repeating: "x", count: 5 << 20)
    let record = try #require(
      readPNG(["workflow": large, "parameters": GenerationTextTests.plain]))
    #expect(record.seed == "1234567890")
    #expect(record.notes.contains { $0.contains("too large") })
    #expect(readPNG(["parameters": GenerationTextTests.plain + large]) == nil)
  }

  @Test func largePlainTextIsNotRead() throws {
    let large = String(repeating: "x", count: 300 << 10)
    let record = try #require(readPNG(["Title": large, "parameters": GenerationTextTests.plain]))
    #expect(record.notes.contains { $0.contains("\"Title\" is too large") })
  }

  @Test func circlesEnd() throws {
    let graph = """
      {"1": {"class_type": "KSampler", "inputs": {"seed": 5, "positive": ["2", 0], "negative": \
      ["2", 0], "model": ["4", 0], "latent_image": ["1", 0]}}, "2": {"class_type": \
      "ConditioningCombine", "inputs": {"conditioning_1": ["2", 0], "conditioning_2": ["3", 0]}}, \
      "3": {"class_type": "CLIPTextEncode", "inputs": {"text": ["5", 0]}}, "4": {"class_type": \
      "LoraLoader", "inputs": {"model": ["4", 0]}}, "5": {"class_type": "StringConcatenate", \
      "inputs": {"string_a": ["5", 0], "string_b": ["5", 0], "string_c": "x"}}}
      """
    let record = try #require(readPNG(["prompt": graph]))
    #expect((record.seed, record.prompt) == ("5", "x"))
  }

  @Test func doubledTextsEnd() throws {
    var nodes = [
      #""s": {"class_type": "KSampler", "inputs": {"seed": 6, "positive": ["e", 0]}}"#,
      #""e": {"class_type": "CLIPTextEncode", "inputs": {"text": ["60", 0]}}"#,
      #""0": {"class_type": "Text", "inputs": {"text": "x"}}"#,
    ]
    for index in 1...60 {
      let link = "[\"\(index - 1)\", 0]"
      nodes.append(
        "\"\(index)\": {\"class_type\": \"Join\", \"inputs\": {\"text_a\": \(link), \"text_b\": \(link)}}"
      )
    }
    let record = try #require(readPNG(["prompt": "{" + nodes.joined(separator: ",") + "}"]))
    #expect(record.prompt == nil)
    #expect(record.seed == "6")
  }

  @Test func manySharedTextsEndQuickly() throws {
    var nodes = [
      "\"t\": {\"class_type\": \"Text\", \"inputs\": {\"text\": \"\(String(repeating: "y", count: 1_000_000))\"}}"
    ]
    let links = (0..<3000).map { "\"conditioning_\($0)\": [\"c\($0)\", 0]" }.joined(separator: ",")
    nodes.append(
      "\"s\": {\"class_type\": \"KSampler\", \"inputs\": {\"seed\": 6, \"positive\": [\"a\", 0]}}")
    nodes.append("\"a\": {\"class_type\": \"Combine\", \"inputs\": {\(links)}}")
    for index in 0..<3000 {
      nodes.append(
        "\"c\(index)\": {\"class_type\": \"CLIPTextEncode\", \"inputs\": {\"text\": [\"t\", 0]}}")
    }
    let graph = "{" + nodes.joined(separator: ",") + "}"
    var record: ForeignRecord?
    let time = ContinuousClock().measure { record = readPNG(["prompt": graph]) }
    #expect(record?.seed == "6")
    #expect(time < .seconds(60))
  }

  @Test func longChainKeepsTheStack() throws {
    var nodes = [
      "\"s\": {\"class_type\": \"KSampler\", \"inputs\": {\"seed\": 6, \"positive\": [\"0\", 0], \"model\": [\"0\", 0], \"latent_image\": [\"0\", 0]}}"
    ]
    for index in 0..<20_000 {
      nodes.append(
        "\"\(index)\": {\"class_type\": \"R\", \"inputs\": {\"model\": [\"\(index + 1)\", 0]}}")
    }
    let record = try #require(readPNG(["prompt": "{" + nodes.joined(separator: ",") + "}"]))
    #expect(record.prompt == nil)
    #expect(record.seed == "6")
  }

  @Test func noTextsNoRecord() {
    #expect(ForeignRecord.read([], fileName: "") == nil)
    #expect(readPNG(["Software": "GIMP", "Comment": "Created with GIMP"]) == nil)
    #expect(readPNG(["parameters": "{\"a\": 1}"]) == nil)
  }
}
