import Foundation
import TroupeVocabulary

/// Writes one request for images.
struct OpenRouterEncoder {
  let request: ProviderRequest
  let endpoint: Endpoint

  /// Whole numbers that JSON carries exactly everywhere.
  private static let seeds = -9_007_199_254_740_991...9_007_199_254_740_991

  /// The request, checked against the profile.
  func encoded() throws(TroupeError) -> Encoded {
    let profile = request.profile
    let options = try OpenRouterOptions(
      request.parameters.options, profile: profile, streams: endpoint.streams)
    let frame = try OpenRouterFrame(request.parameters, profile: profile)
    let references = try references()
    var members = [
      WireMember("model", .string(profile.wireName)), WireMember("prompt", .string(words)),
    ]
    members += frame.members
    if let seed = try seed() { members.append(WireMember("seed", .integer(seed))) }
    members += options.members
    if !references.isEmpty { members.append(WireMember("input_references", .array(references))) }
    let routing = OpenRouterRouting(request.parameters.options, profile: profile)
    if let value = routing.value { members.append(WireMember("provider", value)) }
    let accept = options.streams ? "text/event-stream" : "application/json"
    return Encoded(
      request: HTTPRequest(
        method: "POST", url: OpenRouterProvider.url("images", at: endpoint),
        headers: [
          HTTPHeader("Accept", accept), HTTPHeader("Content-Type", "application/json"),
        ] + endpoint.headers,
        keyHeader: endpoint.keyPlace?.name ?? "Authorization", body: WireValue.object(members).body),
      sent: Parameters(
        aspect: frame.aspect, size: frame.size, seed: request.parameters.seed,
        options: request.parameters.options.merging(routing.switchedOff) { asked, _ in asked }),
      adjustments: frame.adjustments + routing.adjustments)
  }

  /// One string: images are named in it by their places in the list of references.
  private var words: String {
    request.composition.parts.compactMap { part in
      if case .text(let text) = part { text } else { nil }
    }.joined(separator: "\n")
  }

  private func seed() throws(TroupeError) -> Int? {
    guard let seed = request.parameters.seed else { return nil }
    guard request.profile.capabilities.seed != false else {
      throw .request(
        .unsupportedParameter(
          model: request.profile.id, parameter: "seed", value: "\(seed)", allowed: []))
    }
    guard Self.seeds.contains(seed) else {
      throw .invalidValue(
        name: "seed", value: "\(seed)", expected: "a whole number that JSON carries, up to 2^53 - 1"
      )
    }
    return seed
  }

  private func references() throws(TroupeError) -> [WireValue] {
    var references: [WireValue] = []
    for part in request.composition.parts {
      switch part {
      case .text: break
      case .image(let position):
        guard let image = request.images[position] else {
          throw .invalidValue(
            name: "image position", value: "\(position)", expected: "an image of the request")
        }
        references.append(Self.reference(Self.dataURL(image)))
      case .uri(let uri):
        guard uri.address.wholeMatch(of: /https:\/\/[!-~]{1,2000}/) != nil else {
          throw .invalidValue(
            name: "uri", value: String(uri.address.prefix(200)),
            expected: "an address that OpenRouter can fetch, with https://")
        }
        references.append(Self.reference(.string(uri.address)))
      }
    }
    return references
  }

  private static func dataURL(_ image: StoredImage) -> WireValue {
    .verbatim([
      .text("\"data:\(image.type.rawValue);base64,"),
      .base64(image.digest, byteCount: image.byteCount), .text("\""),
    ])
  }

  private static func reference(_ url: WireValue) -> WireValue {
    .object([
      WireMember("type", .string("image_url")),
      WireMember("image_url", .object([WireMember("url", url)])),
    ])
  }
}
