import Foundation
import TroupeVocabulary

/// Writes one `generateContent` request.
struct GeminiEncoder {
  let request: WireRequest
  let endpoint: Endpoint

  /// The request, checked against the profile.
  func encoded() throws(TroupeError) -> Encoded {
    let options = try GeminiOptions(request.parameters.options, profile: request.profile)
    let frame = try GeminiFrame(request.parameters, profile: request.profile)
    let contents = WireValue.array([
      .object([WireMember("role", .string("user")), WireMember("parts", .array(try parts()))])
    ])
    var members = [WireMember("contents", contents)] + options.members
    members.append(WireMember("generationConfig", .object(try configuration(options, frame))))
    return Encoded(
      request: HTTPRequest(
        method: "POST", url: url,
        headers: [HTTPHeader("Content-Type", "application/json")] + endpoint.headers,
        keyHeader: endpoint.keyPlace?.name ?? "x-goog-api-key", body: WireValue.object(members).body
      ),
      sent: Parameters(
        aspect: frame.aspect, size: frame.size, seed: request.parameters.seed,
        options: request.parameters.options),
      adjustments: frame.adjustments)
  }

  private var url: String {
    let plain = CharacterSet(charactersIn: "-._~").union(.alphanumerics)
    let model = request.profile.wireName.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    return "\(endpoint.baseURL)/\(endpoint.version)/models/\(model):generateContent"
  }

  private func parts() throws(TroupeError) -> [WireValue] {
    var parts: [WireValue] = []
    for part in request.composition.parts {
      switch part {
      case .text(let text):
        parts.append(.object([WireMember("text", .string(text))]))
      case .image(let position):
        guard let image = request.images[position] else {
          throw .invalidValue(
            name: "image position", value: "\(position)", expected: "an image of the request")
        }
        let data: [WireMember] = [
          WireMember("mimeType", .string(image.type.rawValue)), WireMember("data", .file(image)),
        ]
        parts.append(.object([WireMember("inlineData", .object(data))]))
      }
    }
    return parts
  }

  private func configuration(
    _ options: GeminiOptions, _ frame: GeminiFrame
  ) throws(TroupeError) -> [WireMember] {
    var members: [WireMember] = [
      WireMember("responseModalities", .array([.string("TEXT"), .string("IMAGE")]))
    ]
    if !frame.members.isEmpty { members.append(WireMember("imageConfig", .object(frame.members))) }
    if let seed = request.parameters.seed {
      guard let seed = Int32(exactly: seed) else {
        throw .invalidValue(
          name: "seed", value: "\(seed)",
          expected: "a whole number from \(Int32.min) to \(Int32.max)")
      }
      members.append(WireMember("seed", .integer(Int(seed))))
    }
    return members + options.configuration
  }
}
