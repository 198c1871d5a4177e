import Foundation
import Testing
import TroupeProviders
import TroupeVocabulary

/// Bodies that the vendor's SDK `runwayml` 5.24.0 sent to a recorder, compared with ours: all members are equal but those that
/// are named.
@Suite struct RunwayCaptureTests {
  private static let uri = "data:image/png;base64,#"

  /// runway-gen4-3-refs-submit-poll. The words name the tags otherwise: labels come before them.
  @Test func threeReferencesOfGen4() throws {
    let sender = try RunwaySender("gen4_image")
    let request = sender.request(
      [.init(handle: "anna", label: "anna"), .init(handle: "bob", label: "bob"), .init()],
      words: "anna\nbob\nanna with bob",
      parameters: Parameters(
        aspect: "16:9", seed: 42, options: ["public_figure_threshold": "low"]))
    try compare(
      sender.body(request),
      """
      {"model": "gen4_image", "ratio": "1920:1080",
       "referenceImages": [{"uri": "\(Self.uri)", "tag": "anna"},
         {"uri": "\(Self.uri)", "tag": "bob"}, {"uri": "\(Self.uri)"}],
       "contentModeration": {"publicFigureThreshold": "low"}, "seed": 42}
      """, otherwise: ["promptText"])
  }

  /// runway-gemini-subjects. Ours says that it wants one image.
  @Test func subjectsOfGemini() throws {
    let sender = try RunwaySender("runway/gemini_image3.1_flash")
    let request = sender.request(
      [
        .init(handle: "anna", label: "anna"),
        .init(handle: "cup", kind: .object, label: "cup"),
      ], words: "anna\ncup", parameters: Parameters(aspect: "16:9"))
    try compare(
      sender.body(request),
      """
      {"model": "gemini_image3.1_flash", "promptText": "@anna", "ratio": "1344:768",
       "referenceImages": [{"uri": "\(Self.uri)", "tag": "anna", "subject": "human"},
         {"uri": "\(Self.uri)", "tag": "cup", "subject": "object"}]}
      """, otherwise: ["promptText", "outputCount"])
  }

  /// runway-gpt-image-2-16-refs, which asked for two images.
  @Test func sixteenReferencesOfGPTImage() throws {
    let sender = try RunwaySender("runway/gpt_image_2")
    let request = sender.request(
      Array(repeating: .init(), count: 16), words: "p",
      parameters: Parameters(
        aspect: "16:9", size: "1440p", options: ["quality": "high", "background": "opaque"]))
    let references = Array(repeating: "{\"uri\": \"\(Self.uri)\"}", count: 16)
    try compare(
      sender.body(request),
      """
      {"model": "gpt_image_2", "promptText": "p", "ratio": "2560:1440",
       "referenceImages": [\(references.joined(separator: ","))],
       "background": "opaque", "outputCount": 2, "quality": "high"}
      """, otherwise: ["outputCount"])
  }

  /// runway-error-400 and runway-error-failed-task: words alone.
  @Test func wordsAloneOfGen4() throws {
    let sender = try RunwaySender("gen4_image")
    let request = sender.request(
      [], words: "p", parameters: Parameters(aspect: "1:1", size: "1K"))
    try compare(
      sender.body(request),
      """
      {"model": "gen4_image", "promptText": "p", "ratio": "1024:1024"}
      """, otherwise: [])
  }

  /// The heads of all captures: the SDK's own counts of attempts are not sent.
  @Test func headsAreThoseOfTheSDK() throws {
    let sender = try RunwaySender("gen4_image")
    let message = try sender.encoded(sender.request([])).request
    #expect(message.method == "POST")
    #expect(message.url == "https://api.dev.runwayml.com/v1/text_to_image")
    #expect(message.headers.first(named: "x-runway-version") == "2024-11-06")
    #expect(message.headers.first(named: "accept") == "application/json")
    #expect(message.headers.first(named: "content-type") == "application/json")
    #expect(message.keyHeader == "Authorization")
  }

  private func compare(
    _ ours: [String: Any], _ captured: String, otherwise names: Set<String>
  ) throws {
    let theirs = try #require(
      JSONSerialization.jsonObject(with: Data(captured.utf8)) as? [String: Any])
    for name in Set(ours.keys).union(theirs.keys).subtracting(names).sorted() {
      #expect(try text(ours[name]) == text(theirs[name]), "\(name)")
    }
  }

  private func text(_ value: Any?) throws -> String {
    try String(
      decoding: JSONSerialization.data(
        withJSONObject: [value].compactMap(\.self), options: .sortedKeys), as: UTF8.self)
  }
}
