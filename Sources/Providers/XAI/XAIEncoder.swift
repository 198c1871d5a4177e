import TroupeVocabulary

/// Writes one request: images that go with it make it an edit, because the other call takes them, passes them over and bills
/// (docs.apiyi.com, grok-imagine-image).
struct XAIEncoder {
  let request: ProviderRequest
  let endpoint: Endpoint

  /// The request, checked against the profile.
  func encoded() throws(TroupeError) -> Encoded {
    let (asked, profile) = (request.parameters, request.profile)
    let options = try XAIOptions(asked.options, profile: profile)
    let frame = try NamedFrame(asked, profile: profile)
    try refuseMask()
    let images = try images()
    var members = [
      WireMember("model", .string(profile.wireName)), WireMember("prompt", .string(request.words)),
      WireMember("n", .integer(1)), WireMember("response_format", .string("b64_json")),
    ]
    members += try request.seed()
    if let aspect = frame.aspect { members.append(WireMember("aspect_ratio", .string(aspect))) }
    // What it costs is then no matter of the vendor's default.
    if profile.sendsSize, let size = frame.size ?? profile.defaultSize {
      members.append(WireMember("resolution", .string(size.lowercased())))
    }
    members += options.members + images
    return Encoded(
      request: message(images.isEmpty ? XAIProvider.generations : XAIProvider.edits, members),
      sent: Parameters(
        aspect: frame.aspect, size: frame.size, seed: asked.seed, options: asked.options),
      adjustments: frame.adjustments)
  }

  private func message(_ path: String, _ members: [WireMember]) -> HTTPRequest {
    HTTPRequest(
      method: "POST", url: XAIProvider.url(path, at: endpoint),
      headers: [
        HTTPHeader("Accept", "application/json"), HTTPHeader("Content-Type", "application/json"),
      ] + endpoint.headers,
      keyHeader: endpoint.keyPlace?.name ?? "Authorization", body: WireValue.object(members).body)
  }

  /// One image alone is `image`, several are `images`, never both.
  private func images() throws(TroupeError) -> [WireMember] {
    let images = try request.images { .dataURL($0) }.map { address in
      WireValue.object([
        WireMember("url", address), WireMember("type", .string("image_url")),
      ])
    }
    guard let first = images.first else { return [] }
    return [
      images.count == 1 ? WireMember("image", first) : WireMember("images", .array(images))
    ]
  }

  private func refuseMask() throws(TroupeError) {
    guard let mask = request.asked.mask else { return }
    throw .request(
      .unsupportedParameter(
        model: request.profile.id, parameter: "mask", value: mask.digest.short, allowed: []))
  }
}
