import Foundation
import TroupeVocabulary

/// Writes the submission of one job.
struct FluxEncoder {
  let request: ProviderRequest
  let endpoint: Endpoint
  let family: BlackForestLabsProvider.Family

  /// The request, checked against the profile; its members in the order of the vendor's own SDK.
  func encoded() throws(TroupeError) -> Encoded {
    let options = try FluxOptions(
      request.parameters.options, family: family, profile: request.profile)
    let frame = try FluxFrame(request, family: family)
    var members = [WireMember("prompt", .string(request.words))]
    members += try request.seed()
    members += options.members
    members += try images()
    members += frame.members
    return Encoded(
      request: HTTPRequest(
        method: "POST", url: Self.url(of: model, at: endpoint),
        headers: [
          HTTPHeader("Accept", "application/json"), HTTPHeader("Content-Type", "application/json"),
        ] + endpoint.headers,
        keyHeader: endpoint.keyPlace?.name ?? "x-key", body: WireValue.object(members).body),
      sent: Parameters(
        aspect: frame.aspect, size: frame.size, seed: request.parameters.seed,
        options: request.parameters.options),
      adjustments: frame.adjustments + options.adjustments)
  }

  /// Where jobs of `model` are submitted.
  static func url(of model: String, at endpoint: Endpoint) -> String {
    [endpoint.baseURL, endpoint.version, model].filter { !$0.isEmpty }.joined(separator: "/")
  }

  private var model: String {
    let plain = CharacterSet(charactersIn: "-._~").union(.alphanumerics)
    return request.profile.wireName.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
  }

  private func images() throws(TroupeError) -> [WireMember] {
    let images = try request.images { .file($0) }
    guard !images.isEmpty else { return [] }
    if family == .flux3 { return [WireMember("images", .array(images))] }
    return images.enumerated().map { index, image in
      WireMember(index == 0 ? "input_image" : "input_image_\(index + 1)", image)
    }
  }
}
