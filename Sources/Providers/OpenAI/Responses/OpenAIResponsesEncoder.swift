import TroupeVocabulary

/// Writes one request to the Responses API, whose tool makes the image.
struct OpenAIResponsesEncoder {
  /// Every option there is.
  static let options =
    OpenAIOptions.names + [
      "action", "background_job", "detail", "image_model", "safety_identifier", "stream",
    ]

  let request: ProviderRequest
  let endpoint: Endpoint

  private var asked: [String: String] { request.parameters.options }
  private var model: String { request.profile.id }

  /// The request, checked against the profile.
  func encoded() throws(TroupeError) -> Encoded {
    try OpenAIOptions.check(asked, known: Self.options, model: model)
    try request.refuseSeed()
    let frame = try OpenAIFrame(request)
    let inputs = try OpenAIInputs(request)
    let tool = try OpenAIImageTool(asked, model: model)
    let isJob = try OpenAIOptions.flag("background_job", in: asked, model: model) ?? false
    let streams = try OpenAIOptions.flag("stream", in: asked, model: model) ?? endpoint.streams
    if isJob, asked["stream"] == "true" {
      throw .invalidValue(
        name: "stream", value: "true", expected: "'background_job' not to be asked with it")
    }
    var members = [WireMember("model", .string(request.profile.wireName))]
    if isJob { members.append(WireMember("background", .bool(true))) }
    members.append(
      WireMember("input", try OpenAIInput(request: request, detail: try detail).value()))
    if let user = asked["safety_identifier"] {
      members.append(WireMember("safety_identifier", .string(user)))
    }
    // A job is kept by the vendor until it is asked for.
    if isJob { members.append(WireMember("store", .bool(true))) }
    if streams, !isJob { members.append(WireMember("stream", .bool(true))) }
    members.append(
      WireMember("tool_choice", .object([WireMember("type", .string("image_generation"))])))
    members.append(WireMember("tools", .array([tool.value(frame, inputs.mask)])))
    return Encoded(
      request: OpenAIAddress.message(
        OpenAIResponsesProvider.path, type: "application/json", WireValue.object(members).body,
        to: endpoint),
      sent: Parameters(aspect: frame.aspect, size: frame.size, options: asked),
      adjustments: frame.adjustments + tool.adjustments)
  }

  /// How closely the conversational model looks at the images; the tool gets them whole.
  private var detail: String {
    get throws(TroupeError) {
      let (detail, allowed) = (asked["detail"] ?? "auto", ["auto", "low", "high"])
      guard allowed.contains(detail) else {
        throw .request(
          .unsupportedParameter(
            model: model, parameter: "detail", value: detail, allowed: allowed))
      }
      return detail
    }
  }
}
