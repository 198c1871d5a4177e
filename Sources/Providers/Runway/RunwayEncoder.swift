import TroupeVocabulary

/// Writes the submission of one task.
struct RunwayEncoder {
  /// The version of the API, which is a header of every request.
  static let version = HTTPHeader("X-Runway-Version", "2024-11-06")

  let request: ProviderRequest
  let endpoint: Endpoint

  private var profile: ModelProfile { request.profile }

  /// The request, checked against the profile.
  func encoded() throws(TroupeError) -> Encoded {
    let count = imageCount
    let model = RunwayModel(profile.wireName)
    let options = try RunwayOptions(request.parameters.options, profile: profile, images: count)
    let frame = try RunwayFrame(request, images: count)
    let words = try RunwayWords(request)
    var members = [
      WireMember("model", .string(profile.wireName)), WireMember("promptText", .string(words.text)),
    ]
    if let ratio = frame.ratio { members.append(WireMember("ratio", .string(ratio))) }
    let references = try RunwayReferences(request, tags: words.tags).values
    if !references.isEmpty { members.append(WireMember("referenceImages", .array(references))) }
    members += options.members
    if model.takesEdit, count > 0 {
      members.append(WireMember("edit", .bool(request.asked.parent != nil)))
    }
    if model.takesCount { members.append(WireMember("outputCount", .integer(1))) }
    members += try request.seed()
    return Encoded(
      request: HTTPRequest(
        method: "POST", url: Self.url(at: endpoint),
        headers: [
          HTTPHeader("Accept", "application/json"), HTTPHeader("Content-Type", "application/json"),
          Self.version,
        ] + endpoint.headers,
        keyHeader: endpoint.keyPlace?.name ?? "Authorization",
        body: WireValue.object(members).body),
      sent: Parameters(
        aspect: frame.aspect, size: frame.size, seed: request.parameters.seed,
        options: request.parameters.options),
      adjustments: frame.adjustments + options.adjustments + words.adjustments)
  }

  /// Where tasks are submitted.
  static func url(at endpoint: Endpoint) -> String {
    [endpoint.baseURL, endpoint.version, "text_to_image"].filter { !$0.isEmpty }
      .joined(separator: "/")
  }

  private var imageCount: Int {
    let addresses = request.composition.parts.count { if case .uri = $0 { true } else { false } }
    return request.inputs.count + addresses
  }
}
