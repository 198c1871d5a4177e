import TroupeVocabulary

/// Writes one request; its members in the order of the vendor's own SDK.
struct ArkEncoder {
  let request: ProviderRequest
  let url: String
  let endpoint: Endpoint

  /// The request, checked against the profile.
  func encoded() throws(TroupeError) -> Encoded {
    let options = try ArkOptions(request.parameters.options, profile: request.profile)
    let first = request.inputs.min { $0.position < $1.position }?.rendition
    let frame = try ExactFrame(request.parameters, profile: request.profile, first: first)
    try refuseMask()
    var members = [
      WireMember("model", .string(request.profile.wireName)),
      WireMember("prompt", .string(request.words)),
    ]
    members += try images()
    members.append(WireMember("response_format", .string("b64_json")))
    if let size = size(frame) { members.append(WireMember("size", .string(size))) }
    members += try request.seed()
    members += options.members
    return Encoded(
      request: HTTPRequest(
        method: "POST", url: url,
        headers: [
          HTTPHeader("Accept", "application/json"), HTTPHeader("Content-Type", "application/json"),
        ] + endpoint.headers,
        keyHeader: endpoint.keyPlace?.name ?? "Authorization",
        body: WireValue.object(members).body),
      sent: Parameters(
        aspect: frame.aspect, size: frame.size, seed: request.parameters.seed,
        options: request.parameters.options),
      adjustments: frame.adjustments + options.adjustments)
  }

  /// One image alone is a string, several are a list.
  private func images() throws(TroupeError) -> [WireMember] {
    let images = try request.images { .dataURL($0) }
    guard let first = images.first else { return [] }
    return [WireMember("image", images.count == 1 ? first : .array(images))]
  }

  /// Width and height: a level such as `2K` would leave the shape to the model. Of a model whose pixels are not known the
  /// level is all there is.
  private func size(_ frame: ExactFrame) -> String? {
    frame.sides.map { "\($0[0])x\($0[1])" } ?? frame.size
  }

  private func refuseMask() throws(TroupeError) {
    guard let mask = request.asked.mask else { return }
    throw .request(
      .unsupportedParameter(
        model: request.profile.id, parameter: "mask", value: mask.digest.short, allowed: []))
  }
}
