import TroupeVocabulary

/// Writes the request for one image; its members in the order of the vendor's own SDK.
struct DashScopeEncoder {
  let request: ProviderRequest
  let endpoint: Endpoint

  private var profile: ModelProfile { request.profile }
  private var model: DashScopeModel { DashScopeModel(profile.wireName) }

  /// Highest seed there is.
  private static let highestSeed = Int(Int32.max)

  /// The request, checked against the profile.
  func encoded() throws(TroupeError) -> Encoded {
    let options = try DashScopeOptions(request.parameters.options, profile: profile)
    let frame = try DashScopeFrame(request)
    let images = try request.images { .dataURL($0) }
    try check(images.count, frame, options)
    let content =
      images.map { WireValue.object([WireMember("image", $0)]) }
      + [.object([WireMember("text", .string(request.words))])]
    let message = WireValue.object([
      WireMember("role", .string("user")), WireMember("content", .array(content)),
    ])
    let parameters = frame.members + options.members + (try seed()) + [WireMember("n", .integer(1))]
    let body = WireValue.object([
      WireMember("model", .string(profile.wireName)),
      WireMember("parameters", .object(parameters)),
      WireMember("input", .object([WireMember("messages", .array([message]))])),
    ])
    return Encoded(
      request: http(body, asTask: options.isTask),
      sent: Parameters(
        aspect: frame.aspect, size: frame.size, seed: request.parameters.seed,
        options: request.parameters.options),
      adjustments: frame.adjustments + options.adjustments)
  }

  private func http(_ body: WireValue, asTask: Bool) -> HTTPRequest {
    let path = asTask ? DashScopePath.asTask : .atOnce
    var headers = [
      HTTPHeader("Accept", "application/json"), HTTPHeader("Content-Type", "application/json"),
    ]
    if asTask { headers.append(HTTPHeader("X-DashScope-Async", "enable")) }
    return HTTPRequest(
      method: "POST", url: path.url(at: endpoint), headers: headers + endpoint.headers,
      keyHeader: endpoint.keyPlace?.name ?? "Authorization", body: body.body)
  }

  private func seed() throws(TroupeError) -> [WireMember] {
    if let seed = request.parameters.seed, seed > Self.highestSeed {
      throw .invalidValue(
        name: "seed", value: "\(seed)", expected: "a whole number from 0 to \(Self.highestSeed)")
    }
    return try request.seed()
  }

  /// What depends on how many images are sent.
  private func check(
    _ images: Int, _ frame: DashScopeFrame, _ options: DashScopeOptions
  ) throws(TroupeError) {
    guard images > 0 else {
      guard model.needsImage else { return }
      throw .invalidValue(
        name: "images", value: "0", expected: "\(profile.id) edits: it needs an image")
    }
    if let most = model.mostPixelsOfEdits, frame.pixels > most {
      throw .request(
        .unsupportedParameter(
          model: profile.id, parameter: "size", value: request.parameters.size ?? "",
          allowed: (profile.sizes.value ?? []).filter { size in
            profile.outputPixels(Parameters(size: size)) <= most
          }))
    }
    if options.rewrite == "agent" {
      throw .request(
        .unsupportedParameter(
          model: profile.id, parameter: "prompt_extend_mode", value: "agent", allowed: ["direct"]))
    }
  }
}
