import Foundation
import TestSupport
import Testing
import TroupeProviders
import TroupeVocabulary

/// Requests of images of many bytes to a model that takes few.
struct FilesSample {
  let provider: any Provider
  let profile: ModelProfile
  var baseURL = "https://generativelanguage.googleapis.com"

  init(_ provider: any Provider, requestBytes: Int? = nil, baseURL: String? = nil) throws {
    self.provider = provider
    let models = ModelRegistry(of: [provider])
    var profile = try #require(models.profiles.first { $0.wireName == "gemini-3-pro-image" })
    if let requestBytes {
      profile.limits.requestBytes = Limit(hard: requestBytes, source: "test", checked: "")
    }
    self.profile = profile
    if let baseURL { self.baseURL = baseURL }
  }

  func endpoint() throws -> Endpoint {
    let variables = [
      "GOOGLE_GEMINI_BASE_URL": baseURL, "GOOGLE_CLOUD_PROJECT": "p", "GOOGLE_ACCESS_TOKEN": "t",
    ]
    return try provider.endpoint(environment: variables)
  }

  /// Images of so many bytes, each another one.
  func images(_ sizes: [Int]) -> [StoredImage] {
    sizes.map { size in
      StoredImage(
        digest: Digest(bytes: (0..<32).map { UInt8((size >> ($0 % 4 * 4)) & 0xFF) }), type: .png,
        width: 300, height: 200,
        byteCount: size)
    }
  }

  func encoded(_ sizes: [Int], words: String = "x") throws -> Encoded {
    try encoded(images(sizes), words: words)
  }

  func encoded(_ images: [StoredImage], words: String = "x") throws -> Encoded {
    let inputs = images.enumerated().map { index, image in
      SentInput(
        chosen: ChosenInput(
          position: index + 1, role: .identity, image: image, reason: "named"),
        rendition: image, label: "")
    }
    let places = images.indices.map { Composition.Part.image($0 + 1) }
    return try provider.encode(
      ProviderRequest(
        Request(prompt: words, model: profile.id),
        composition: Composition(parts: [.text(words)] + places), inputs: inputs,
        profile: profile),
      for: endpoint())
  }

  func text(_ message: HTTPRequest) -> String {
    message.body.segments.map { if case .text(let text) = $0 { text } else { "" } }.joined()
  }

  /// The answer that has a file ready at `host`.
  static func ready(_ image: StoredImage, host: String) -> HTTPAnswer {
    let name = "files/troupe-\(image.digest.hex.prefix(33))"
    return HTTPAnswer(
      status: 200, headers: [],
      body: Data(
        #"{"name":"\#(name)","state":"ACTIVE","uri":"https://\#(host)/v1beta/\#(name)"}"#.utf8))
  }
}
