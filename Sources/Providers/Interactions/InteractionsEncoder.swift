import TroupeVocabulary

/// Writes one request to the Interactions API.
struct InteractionsEncoder {
  let request: ProviderRequest
  let endpoint: Endpoint

  /// What the form of requests and answers is named by; the SDK has it as a constant.
  private static let revision = HTTPHeader("Api-Revision", "2026-05-20")

  private static let road = GeminiRoad.interactions

  /// The request, checked against the profile.
  func encoded() throws(TroupeError) -> Encoded {
    let options = try InteractionsOptions(request.parameters.options, profile: request.profile)
    let frame = try NamedFrame(request.parameters, profile: request.profile)
    let turns = InteractionsTurns(request.history, isKept: options.isKept)
    let configuration = try self.configuration(options)
    let files = try GeminiFiles(request) { files throws(TroupeError) in
      let input = InteractionsInput(request: request, turns: turns.said, files: files)
      return body(try input.value(), options, frame, configuration, turns).body
    }
    return Encoded(
      request: message(files.body),
      sent: Parameters(
        aspect: frame.aspect, size: frame.size, seed: request.parameters.seed,
        options: request.parameters.options),
      adjustments: frame.adjustments + options.adjustments + turns.adjustments + files.adjustments
        + streaming)
  }

  /// Where streams are asked of a gateway.
  private var streaming: [Adjustment] {
    guard endpoint.streams else { return [] }
    return [
      Adjustment(
        field: "stream", before: "true", after: "",
        reason:
          "answers are asked for whole: the option background_job asks for a long one by and by")
    ]
  }

  private func body(
    _ input: WireValue, _ options: InteractionsOptions, _ frame: NamedFrame,
    _ configuration: [WireMember], _ turns: InteractionsTurns
  ) -> WireValue {
    var members = [WireMember("model", .string(request.profile.wireName))]
    if options.isJob { members.append(WireMember("background", .bool(true))) }
    if !configuration.isEmpty {
      members.append(WireMember("generation_config", .object(configuration)))
    }
    members.append(WireMember("input", input))
    if let id = turns.previous {
      members.append(WireMember("previous_interaction_id", .string(id)))
    }
    members.append(WireMember("response_format", .array([format(frame, options)])))
    members += options.safety
    members.append(WireMember("store", .bool(options.isKept || options.isJob)))
    return .object(members + options.others)
  }

  private func message(_ body: MessageBody) -> HTTPRequest {
    HTTPRequest(
      method: "POST", url: Self.road.base(endpoint) + Self.road.models,
      headers: [HTTPHeader("Content-Type", "application/json"), Self.revision] + endpoint.headers,
      keyHeader: endpoint.keyPlace?.name ?? Self.road.keyHeader, body: body)
  }

  private func configuration(_ options: InteractionsOptions) throws(TroupeError) -> [WireMember] {
    guard let asked = request.parameters.seed else { return options.configuration }
    guard let seed = Int32(exactly: asked) else {
      throw .invalidValue(
        name: "seed", value: "\(asked)",
        expected: "a whole number from \(Int32.min) to \(Int32.max)")
    }
    return [WireMember("seed", .integer(Int(seed)))] + options.configuration
  }

  private func format(_ frame: NamedFrame, _ options: InteractionsOptions) -> WireValue {
    .object(
      frame.members(aspect: "aspect_ratio", size: "image_size") + options.format
        + [WireMember("type", .string("image"))])
  }
}
