import Foundation
import TroupeProviders
import TroupeVocabulary

/// Requests for tests, and their bodies made comparable.
enum WireSample {
  static let digest = Digest(bytes: repeatElement(0xAB, count: 32))

  static func profile(_ id: String = "gemini-3-pro-image") throws -> ModelProfile {
    try ModelRegistry().profile(named: id).profile
  }

  static func request(
    _ parts: [Composition.Part] = [.text("x")], images: [Int: WireImage] = [:],
    parameters: Parameters = Parameters(), model: String = "gemini-3-pro-image"
  ) throws -> WireRequest {
    WireRequest(
      composition: Composition(parts: parts), images: images, parameters: parameters,
      profile: try profile(model))
  }

  static func encode(_ request: WireRequest) throws -> Encoded {
    try HTTPDialect.gemini.encode(request, Endpoint(environment: [:]))
  }

  /// The body with `#N` in place of an image of N bytes.
  static func text(_ body: MessageBody) -> String {
    body.segments.map {
      switch $0 {
      case .text(let text): text
      case .base64(_, let byteCount): "#\(byteCount)"
      }
    }.joined()
  }

  /// JSON with lowerCamelCase names, images as `#N`, and without what only the SDK or only Troupe always sends.
  static func normalized(_ json: Data) throws -> NSObject {
    let value = try JSONSerialization.jsonObject(with: json)
    var body = normalize(value) as? [String: Any] ?? [:]
    body["serviceTier"] = nil
    var configuration = body["generationConfig"] as? [String: Any] ?? [:]
    for name in ["responseModalities", "candidateCount", "mediaResolution"] {
      configuration[name] = nil
    }
    body["generationConfig"] = configuration.isEmpty ? nil : configuration
    return body as NSDictionary
  }

  private static func normalize(_ value: Any) -> Any {
    if let list = value as? [Any] { return list.map(normalize) }
    guard let object = value as? [String: Any] else { return value }
    if let size = object["$b64"] as? Int { return "#\(size)" }
    return Dictionary(
      uniqueKeysWithValues: object.map { name, value in
        let words = name.split(separator: "_")
        let camel = words.dropFirst().map(\.capitalized).joined()
        return (words.first.map { $0 + camel } ?? name, normalize(value))
      })
  }
}
