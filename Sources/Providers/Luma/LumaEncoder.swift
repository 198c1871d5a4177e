import TroupeVocabulary

/// Writes the submission of one generation.
struct LumaEncoder {
  let request: ProviderRequest
  let endpoint: Endpoint

  private var profile: ModelProfile { request.profile }

  /// The request, checked against the profile; its members in the order of the vendor's own SDK.
  func encoded() throws(TroupeError) -> Encoded {
    let asked = request.parameters
    let options = try LumaOptions(asked.options, model: profile.id)
    if let size = asked.size {
      throw .request(
        .unsupportedParameter(model: profile.id, parameter: "size", value: size, allowed: []))
    }
    let frame = try NamedFrame(asked, profile: profile)
    let references = try LumaReferences(request, options)
    let aspect = frame.aspect ?? profile.unaskedAspect?.value?.otherwise
    var members = [WireMember("model", .string(profile.wireName))]
    // An image that is changed keeps its own shape unless another is asked.
    if let aspect, frame.aspect != nil || !options.modifies {
      members.append(WireMember("aspect_ratio", .string(aspect)))
    }
    members += references.members(.character)
    members.append(WireMember("format", .string(options.format)))
    members += references.members(.image) + references.members(.modified)
    members.append(WireMember("prompt", .string(request.words)))
    members += references.members(.style)
    members += try request.seed()
    return Encoded(
      request: HTTPRequest(
        method: "POST", url: Self.url(at: endpoint),
        headers: [
          HTTPHeader("Accept", "application/json"), HTTPHeader("Content-Type", "application/json"),
        ] + endpoint.headers,
        keyHeader: endpoint.keyPlace?.name ?? "Authorization",
        body: WireValue.object(members).body),
      sent: Parameters(aspect: frame.aspect, seed: asked.seed, options: asked.options),
      adjustments: frame.adjustments)
  }

  /// Where generations are submitted.
  static func url(at endpoint: Endpoint) -> String {
    [endpoint.baseURL, "dream-machine", endpoint.version, "generations/image"]
      .filter { !$0.isEmpty }.joined(separator: "/")
  }
}
