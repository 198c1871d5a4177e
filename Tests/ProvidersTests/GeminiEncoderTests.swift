import Foundation
import Testing
import TroupeProviders
import TroupeVocabulary

@Suite struct GeminiEncoderTests {
  static let captures = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/wire/captures").standardizedFileURL
  static var hasCaptures: Bool { FileManager.default.fileExists(atPath: captures.path) }
  static let advice: Comment = "needs recorded requests that are not in this repository"

  private func body(of sample: WireCase) throws -> Data {
    let request = try WireSample.request(
      sample.parts, images: sample.images, parameters: sample.parameters)
    return Data(WireSample.text(try WireSample.encode(request).request.body).utf8)
  }

  @Test(arguments: WireCase.all)
  func bodiesAreThoseOfTheSDK(sample: WireCase) throws {
    let expected = try WireSample.normalized(Data(sample.expected.utf8))
    #expect(try WireSample.normalized(body(of: sample)) == expected)
  }

  @Test(.enabled(if: hasCaptures, advice), arguments: WireCase.all)
  func bodiesAreThoseOfTheCaptures(sample: WireCase) throws {
    let file = try Data(contentsOf: Self.captures.appending(path: "\(sample.name).json"))
    let capture = try #require(JSONSerialization.jsonObject(with: file) as? [String: Any])
    let requests = try #require(capture["requests"] as? [[String: Any]])
    let json = try JSONSerialization.data(withJSONObject: try #require(requests[0]["json"]))
    #expect(try WireSample.normalized(body(of: sample)) == WireSample.normalized(json))
  }

  @Test func theHeadHasNoKey() throws {
    let request = try WireSample.encode(WireSample.request()).request
    #expect(request.method == "POST")
    #expect(
      request.url == "https://generativelanguage.googleapis.com/v1beta/models/"
        + "gemini-3-pro-image:generateContent")
    #expect(request.headers == [HTTPHeader("Content-Type", "application/json")])
    #expect(request.keyHeader == "x-goog-api-key")
  }

  @Test func theBodyIsTheSameBytesEveryTime() throws {
    let parameters = Parameters(
      aspect: "16:9", size: "2K", seed: 7,
      options: ["search": "web", "system": "S", "safety": "OFF", "temperature": "1"])
    let request = try WireSample.request(
      [.text("a"), .image(1)],
      images: [1: StoredImage(digest: WireSample.digest, type: .png, byteCount: 5)],
      parameters: parameters)
    let text = WireSample.text(try WireSample.encode(request).request.body)
    #expect(text.hasPrefix(#"{"contents":[{"role":"user","parts":[{"text":"a"},"#))
    let order = ["\"contents\"", "\"systemInstruction\"", "\"tools\"", "\"safetySettings\""]
    let places = (order + ["\"generationConfig\""]).compactMap { text.range(of: $0)?.lowerBound }
    #expect(places.count == 5 && places == places.sorted())
    #expect(text.contains(#""responseModalities":["TEXT","IMAGE"]"#))
    #expect(try WireSample.encode(request).request == WireSample.encode(request).request)
  }

  @Test(arguments: [
    "\"quoted\" \\ back", "line\nbreak\ttab\r", "\u{0}\u{1}\u{1F}\u{7F}", "a/b</script>",
    "凯尔在咖啡馆 🎭👩‍👩‍👧", "e\u{301}\u{2028}\u{FEFF}\u{10FFFF}", "",
  ])
  func everyTextSurvivesTheWay(text: String) throws {
    let body = try WireSample.encode(WireSample.request([.text(text)])).request.body
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(WireSample.text(body).utf8)) as? [String: Any])
    let contents = json["contents"] as? [[String: Any]]
    let parts = contents?.first?["parts"] as? [[String: String]]
    let found = try #require(parts?.first?["text"])
    #expect(Array(found.unicodeScalars) == Array(text.unicodeScalars))
    #expect(!WireSample.text(body).contains("\\/"))
  }

  @Test func imagesAtAddressesComeLastWithTheirType() throws {
    let parts: [Composition.Part] = [
      .text("put her on a beach"), .uri("https://example.com/a.JPEG?x=1"), .uri("gs://bucket/b"),
    ]
    let body = WireSample.text(try WireSample.encode(WireSample.request(parts)).request.body)
    #expect(
      body.contains(
        #"{"fileData":{"mimeType":"image/jpeg","fileUri":"https://example.com/a.JPEG?x=1"}},"#
          + #"{"fileData":{"fileUri":"gs://bucket/b"}}]"#))
    for uri in ["http://example.com/a.png", "file:///etc/passwd", "https://a b", "https://"] {
      #expect(throws: TroupeError.self) { try WireSample.encode(WireSample.request([.uri(uri)])) }
    }
  }

  @Test func imagesAloneMayBeAskedFor() throws {
    func body(_ value: String) throws -> String {
      let request = try WireSample.request(
        [.text("a")], parameters: Parameters(options: ["modalities": value]))
      return WireSample.text(try WireSample.encode(request).request.body)
    }
    #expect(try body("image").contains(#""responseModalities":["IMAGE"]"#))
    #expect(try body("text,image").contains(#""responseModalities":["TEXT","IMAGE"]"#))
    #expect(throws: TroupeError.self) { try body("audio") }
  }
}
