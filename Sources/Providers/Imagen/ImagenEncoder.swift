import TroupeVocabulary

/// Writes one `predict` request.
struct ImagenEncoder {
  let request: ProviderRequest
  let endpoint: Endpoint
  let road: ImagenProvider.Road

  private var profile: ModelProfile { request.profile }

  /// The request, checked against the profile; its members in the order of the vendor's own SDK.
  func encoded() throws(TroupeError) -> Encoded {
    let asked = request.parameters
    let options = try ImagenOptions(asked.options, road: road, profile: profile)
    let frame = try NamedFrame(asked, profile: profile)
    let parameters = try ImagenParameters(request, options, frame)
    let references = try ImagenReferences(request, options)
    var instance = [WireMember("prompt", .string(prompt(naming: references.named)))]
    if !references.values.isEmpty {
      instance.append(WireMember("referenceImages", .array(references.values)))
    }
    let body = WireValue.object([
      WireMember("instances", .array([.object(instance)])),
      WireMember("parameters", .object(parameters.members)),
    ])
    return Encoded(
      request: HTTPRequest(
        method: "POST",
        url: road.gemini.url(of: profile.wireName, at: endpoint, doing: "predict"),
        headers: [HTTPHeader("Content-Type", "application/json")] + endpoint.headers,
        keyHeader: endpoint.keyPlace?.name ?? road.gemini.keyHeader, body: body.body),
      sent: Parameters(
        aspect: frame.aspect, size: frame.size, seed: asked.seed, options: asked.options),
      adjustments: frame.adjustments + parameters.adjustments)
  }

  /// The words, and behind them those numbers that they do not name: the model looks at no picture that the prompt does not
  /// call.
  private func prompt(naming numbers: [Int]) -> String {
    let words = request.words
    let missing = numbers.map { "[\($0)]" }.filter { !words.contains($0) }
    return ([words] + missing).joined(separator: " ")
  }
}
