import Testing
import TroupeProviders
import TroupeVocabulary

/// A request that google-genai 3.4.0 was seen to send, and the same request here.
struct WireCase: Sendable, CustomTestStringConvertible {
  let name: String
  let parts: [Composition.Part]
  var images: [Int: StoredImage] = [:]
  var parameters = Parameters()
  /// The captured body, normalized.
  let expected: String

  var testDescription: String { name }

  private static let settings = Parameters(
    seed: 42,
    options: [
      "temperature": "0.7", "top_p": "0.9", "top_k": "40", "max_output_tokens": "4096",
      "system": "You are a storyboard artist",
    ])

  static let all = [
    WireCase(
      name: "text-only", parts: [.text("a red cube")],
      expected: #"{"contents":[{"parts":[{"text":"a red cube"}],"role":"user"}]}"#),
    WireCase(
      name: "one-ref-bytes-after-text", parts: [.text("put her on a beach"), .image(1)],
      images: [1: StoredImage(digest: WireSample.digest, type: .jpeg, byteCount: 633)],
      expected: """
        {"contents":[{"role":"user","parts":[{"text":"put her on a beach"},\
        {"inlineData":{"data":"#633","mimeType":"image/jpeg"}}]}]}
        """),
    WireCase(
      name: "edit-image-first", parts: [.image(1), .text("Change only the sofa")],
      images: [1: StoredImage(digest: WireSample.digest, type: .png, byteCount: 74)],
      expected: """
        {"contents":[{"role":"user","parts":[{"inlineData":{"data":"#74","mimeType":"image/png"}},\
        {"text":"Change only the sofa"}]}]}
        """),
    WireCase(
      name: "aspect-and-size", parts: [.text("x")],
      parameters: Parameters(aspect: "16:9", size: "2K"),
      expected: """
        {"contents":[{"role":"user","parts":[{"text":"x"}]}],\
        "generationConfig":{"imageConfig":{"aspectRatio":"16:9","imageSize":"2K"}}}
        """),
    WireCase(
      name: "all-generation-parameters", parts: [.text("x")], parameters: settings,
      expected: """
        {"contents":[{"role":"user","parts":[{"text":"x"}]}],"systemInstruction":\
        {"parts":[{"text":"You are a storyboard artist"}],"role":"user"},"generationConfig":\
        {"temperature":0.7,"topP":0.9,"topK":40,"maxOutputTokens":4096,"seed":42}}
        """),
    WireCase(
      name: "search-tool", parts: [.text("weather")],
      parameters: Parameters(options: ["search": "web"]),
      expected: """
        {"contents":[{"role":"user","parts":[{"text":"weather"}]}],"tools":[{"googleSearch":{}}]}
        """),
    WireCase(
      name: "safety-settings", parts: [.text("x")],
      parameters: Parameters(options: ["safety": "block_only_high"]),
      expected: """
        {"contents":[{"role":"user","parts":[{"text":"x"}]}],"safetySettings":[\
        {"category":"HARM_CATEGORY_HARASSMENT","threshold":"BLOCK_ONLY_HIGH"},\
        {"category":"HARM_CATEGORY_HATE_SPEECH","threshold":"BLOCK_ONLY_HIGH"},\
        {"category":"HARM_CATEGORY_SEXUALLY_EXPLICIT","threshold":"BLOCK_ONLY_HIGH"},\
        {"category":"HARM_CATEGORY_DANGEROUS_CONTENT","threshold":"BLOCK_ONLY_HIGH"}]}
        """),
  ]
}
