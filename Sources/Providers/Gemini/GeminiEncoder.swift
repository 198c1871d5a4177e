import TroupeVocabulary

/// Writes one `generateContent` request.
struct GeminiEncoder {
  let request: ProviderRequest
  let endpoint: Endpoint
  let road: GeminiRoad

  /// The request, checked against the profile.
  func encoded() throws(TroupeError) -> Encoded {
    let options = try GeminiOptions(
      request.parameters.options, profile: request.profile, road: road)
    let frame = try NamedFrame(request.parameters, profile: request.profile)
    let rest =
      options.members
      + [WireMember("generationConfig", .object(try configuration(options, frame)))]
    let files = try GeminiFiles(request) { files throws(TroupeError) in
      let contents = try GeminiContents(request: request, road: road, files: files).value()
      return WireValue.object([WireMember("contents", contents)] + rest).body
    }
    return Encoded(
      request: HTTPRequest(
        method: "POST",
        url: road.url(
          of: request.profile.wireName, at: endpoint, streams: options.streams ?? endpoint.streams),
        headers: [HTTPHeader("Content-Type", "application/json")] + endpoint.headers,
        keyHeader: endpoint.keyPlace?.name ?? road.keyHeader, body: files.body),
      sent: Parameters(
        aspect: frame.aspect, size: frame.size, seed: request.parameters.seed,
        options: request.parameters.options),
      adjustments: frame.adjustments + files.adjustments)
  }

  private func configuration(
    _ options: GeminiOptions, _ frame: NamedFrame
  ) throws(TroupeError) -> [WireMember] {
    var members = [WireMember("responseModalities", options.modalities)]
    let image = frame.members(aspect: "aspectRatio", size: "imageSize") + options.image
    if !image.isEmpty { members.append(WireMember("imageConfig", .object(image))) }
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
