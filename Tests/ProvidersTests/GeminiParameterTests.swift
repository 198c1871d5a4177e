import Testing
import TroupeProviders
import TroupeVocabulary

@Suite struct GeminiParameterTests {
  private func encode(_ parameters: Parameters, _ model: String) throws -> (String, Encoded) {
    let encoded = try WireSample.encode(WireSample.request(parameters: parameters, model: model))
    return (WireSample.text(encoded.request.body), encoded)
  }

  @Test func aSizeIsMendedAndSaidSo() throws {
    let (text, encoded) = try encode(Parameters(size: "2k"), "gemini-3-pro-image")
    #expect(text.contains(#""imageSize":"2K""#))
    #expect(encoded.sent.size == "2K")
    #expect(encoded.adjustments.map(\.field) == ["size"])
    let (small, mended) = try encode(Parameters(size: "512px"), "gemini-3.1-flash-image")
    #expect(small.contains(#""imageSize":"512""#))
    #expect(mended.adjustments.first?.before == "512px")
  }

  @Test func aSizeThatTheModelRefusesIsLeftOut() throws {
    let parameters = Parameters(aspect: "3:2", size: "1K")
    let (text, encoded) = try encode(parameters, "gemini-2.5-flash-image")
    #expect(!text.contains("imageSize"))
    #expect(text.contains(#""aspectRatio":"3:2""#))
    #expect(encoded.sent.size == nil)
    #expect(encoded.adjustments.first?.after == "")
  }

  @Test func whatTheModelLacksIsRefusedWithWhatItHas() {
    #expect(
      throws: TroupeError.request(
        .unsupportedParameter(
          model: "gemini-3-pro-image", parameter: "size", value: "8K", allowed: ["1K", "2K", "4K"]))
    ) { try encode(Parameters(size: "8K"), "gemini-3-pro-image") }
    #expect(throws: TroupeError.self) {
      try encode(Parameters(aspect: "1:8"), "gemini-3-pro-image")
    }
    #expect(throws: TroupeError.self) {
      try encode(Parameters(size: "2K"), "gemini-2.5-flash-image")
    }
  }

  @Test func thinkingGoesByTheProfile() throws {
    let options = ["thinking": "High", "thoughts": "true"]
    let (text, _) = try encode(Parameters(options: options), "gemini-3.1-flash-image")
    #expect(text.contains(#""thinkingConfig":{"thinkingLevel":"HIGH","includeThoughts":true}"#))
    #expect(throws: TroupeError.self) {
      try encode(Parameters(options: ["thinking": "medium"]), "gemini-3.1-flash-image")
    }
    #expect(throws: TroupeError.self) {
      try encode(Parameters(options: ["thoughts": "true"]), "gemini-2.5-flash-image")
    }
  }

  @Test func searchGoesByTheProfile() throws {
    let both = Parameters(options: ["search": "web, image"])
    let (text, _) = try encode(both, "gemini-3.1-flash-image")
    #expect(
      text.contains(
        #""tools":[{"googleSearch":{"searchTypes":{"webSearch":{},"imageSearch":{}}}}]"#))
    #expect(throws: TroupeError.self) { try encode(both, "gemini-3-pro-image") }
    #expect(throws: TroupeError.self) {
      try encode(Parameters(options: ["search": ""]), "gemini-3-pro-image")
    }
  }

  @Test func safetyGoesByCategory() throws {
    let option = "dangerous_content=OFF,HARM_CATEGORY_HARASSMENT=block_none"
    let (text, _) = try encode(Parameters(options: ["safety": option]), "gemini-3-pro-image")
    #expect(
      text.contains(
        #""safetySettings":[{"category":"HARM_CATEGORY_HARASSMENT","threshold":"BLOCK_NONE"},"#
          + #"{"category":"HARM_CATEGORY_DANGEROUS_CONTENT","threshold":"OFF"}]"#))
  }

  @Test(arguments: [
    ("safety", "SOME"), ("safety", "CIVIC=OFF"), ("safety", ""), ("temperature", "2.1"),
    ("temperature", "nan"), ("temperature", "warm"), ("top_p", "-0.1"), ("top_k", "0"),
    ("top_k", "1.5"), ("max_output_tokens", "99999999999"), ("thoughts", "yes"), ("mask", "x"),
  ])
  func otherValuesAreRefused(name: String, value: String) {
    #expect(throws: TroupeError.self) {
      try encode(Parameters(options: [name: value]), "gemini-3.1-flash-image")
    }
  }

  @Test func anUnknownOptionIsAnsweredWithAllNames() {
    let error = #expect(throws: TroupeError.self) {
      try encode(Parameters(options: ["steps": "3"]), "gemini-3-pro-image")
    }
    guard case .request(.unsupportedParameter(_, "option", "steps", let allowed))? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(allowed.contains("temperature") && allowed.count == 11)
  }

  @Test func aSeedHas32Bits() throws {
    let (text, _) = try encode(Parameters(seed: -5), "gemini-3-pro-image")
    #expect(text.contains(#""seed":-5"#))
    #expect(throws: TroupeError.self) {
      try encode(Parameters(seed: 1 << 40), "gemini-3-pro-image")
    }
  }
}
