import Foundation
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

/// Our bodies laid against those of the vendor's own SDK, dashscope 2.0.2, as a recorder saw them.
@Suite struct DashScopeCaptureTests {
  private let captures: [String: Capture]
  private let models = ModelRegistry(of: [DashScopeProvider()])

  init() throws {
    let file = ContractData.folder("dashscope").appending(path: "captures/dashscope-2.0.2.json")
    let list = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [[String: Any]])
    captures = Dictionary(
      uniqueKeysWithValues: try list.map { ($0["capture"] as? String ?? "", try Capture($0)) })
  }

  /// What is asked of ours so that it is the captured request, and the parameters that ours has otherwise: a size that is
  /// always said, one image, and switches that are off.
  @Test(arguments: [
    (
      "dashscope-generate",
      Parameters(
        size: "1664x928", seed: 42, options: ["async": "false", "negative_prompt": "blurry"]),
      ["n": "1"]
    ),
    (
      "dashscope-edit-1-ref-data-uri", Parameters(aspect: "1:1", options: ["async": "false"]),
      ["n": "1", "size": #""1024*1024""#]
    ),
    (
      "dashscope-edit-2-local-files", Parameters(aspect: "1:1", options: ["async": "false"]),
      ["n": "1", "size": #""1024*1024""#, "prompt_extend": "false"]
    ),
    (
      "dashscope-edit-3-refs-data-uri",
      Parameters(size: "1024x1536", seed: 1, options: ["async": "false"]), ["n": "1"]
    ),
    (
      "dashscope-error-400", Parameters(aspect: "1:1", options: ["async": "false"]),
      ["n": "1", "size": #""1024*1024""#, "prompt_extend": "false", "watermark": "false"]
    ),
    // The SDK leaks is_async into the parameters, and its caller put the words first.
    (
      "dashscope-async-submit-poll", Parameters(size: "1280x1280"), ["is_async": ""]
    ),
  ])
  func aBodyIsTheSDKsMemberByMember(
    _ name: String, _ asked: Parameters, _ otherwise: [String: String]
  ) throws {
    let capture = try #require(captures[name])
    let profile = try models.profile(named: capture.model).profile
    let message = try encoded(capture.images, capture.words, asked, profile)
    let ours = try Capture(message)
    #expect(message.url.hasSuffix(capture.path))
    #expect(message.headers.first(named: "x-dashscope-async") ?? "" == capture.async)
    #expect(ours.model == capture.model)
    #expect(ours.images == capture.images && ours.words == capture.words)
    var expected = capture.parameters
    for (field, value) in otherwise { expected[field] = value.isEmpty ? nil : value }
    #expect(ours.parameters == expected)
  }

  /// The SDK sends sixteen images where the model takes ten; ours are the first ten of them in the same order.
  @Test func theOrderOfImagesIsTheSDKs() throws {
    let capture = try #require(captures["dashscope-edit-16-refs"])
    let profile = try models.profile(named: capture.model).profile
    #expect(capture.images.count == 16)
    #expect(throws: TroupeError.self) {
      try encoded(capture.images, "p", Parameters(), profile)
    }
    let ten = Array(capture.images.prefix(10))
    let ours = try Capture(encoded(ten, "p", Parameters(aspect: "1:1"), profile))
    #expect(ours.images == ten)
  }

  private func encoded(
    _ images: [Int], _ words: String, _ asked: Parameters, _ profile: ModelProfile
  ) throws -> HTTPRequest {
    let inputs = images.enumerated().map { index, number in
      let image = StoredImage(
        digest: Capture.digest(number), type: .png, width: 8, height: 8, byteCount: 73)
      return SentInput(
        chosen: ChosenInput(
          position: index + 1, role: .identity, depiction: Depiction(name: nil, kind: .character),
          image: image, reason: "named"), rendition: image, label: "")
    }
    let request = ProviderRequest(
      Request(prompt: words, model: profile.id, parameters: asked),
      composition: Composition(parts: [.text(words)]), inputs: inputs, profile: profile)
    let provider = DashScopeProvider()
    return try provider.encode(request, for: provider.endpoint(environment: [:])).request
  }
}

/// A body in its parts, images by number.
private struct Capture {
  var path = ""
  var async = ""
  let model: String
  /// As JSON.
  let parameters: [String: String]
  let images: [Int]
  let words: String

  init(_ document: [String: Any]) throws {
    try self.init(body: #require(document["body"] as? [String: Any]))
    path = try #require(document["path"] as? String)
    async = document["async"] as? String ?? ""
  }

  init(_ message: HTTPRequest) throws {
    let text = message.body.segments.map { segment in
      switch segment {
      case .text(let text): text
      case .base64(let digest, _), .file(let digest, _):
        "#\((0..<20).first { Self.digest($0) == digest } ?? -1)"
      }
    }.joined()
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    try self.init(body: #require(object as? [String: Any]))
  }

  private init(body: [String: Any]) throws {
    try #require(Set(body.keys) == ["model", "parameters", "input"])
    model = try #require(body["model"] as? String)
    let all = try #require(body["parameters"] as? [String: Any])
    parameters = try all.mapValues { value in
      let json = try JSONSerialization.data(withJSONObject: value, options: .fragmentsAllowed)
      return String(decoding: json, as: UTF8.self)
    }
    let input = try #require(body["input"] as? [String: Any])
    let messages = try #require(input["messages"] as? [[String: Any]])
    try #require(Set(input.keys) == ["messages"] && messages.count == 1)
    let content = try #require(messages[0]["content"] as? [[String: String]])
    try #require(messages[0]["role"] as? String == "user")
    images = content.compactMap { $0["image"]?.split(separator: "#").last.flatMap { Int($0) } }
    words = content.compactMap { $0["text"] }.joined(separator: "|")
  }

  static func digest(_ number: Int) -> Digest {
    Digest(bytes: repeatElement(UInt8(number + 1), count: 32))
  }
}
