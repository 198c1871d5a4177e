import TroupeVocabulary

/// The options of one request by name, checked and as JSON.
struct GeminiOptions {
  /// Every name that each road knows.
  static let names = [
    "max_output_tokens", "modalities", "safety", "search", "stream", "system",
    "temperature", "thinking", "thoughts", "top_k", "top_p",
  ]

  /// Members of the body between contents and generationConfig, in the body's order.
  private(set) var members: [WireMember] = []
  /// What may come back, for generationConfig.
  let modalities: WireValue
  /// Whether the answer is to come as a stream of events; `nil` for what the endpoint does.
  private(set) var streams: Bool?
  /// Members of imageConfig.
  private(set) var image: [WireMember] = []
  /// Other members of generationConfig.
  private(set) var configuration: [WireMember] = []

  private let values: GeminiOptionValues

  init(
    _ options: [String: String], profile: ModelProfile, road: GeminiRoad
  ) throws(TroupeError) {
    values = GeminiOptionValues(options, profile: profile)
    modalities = try Self.modalities(options["modalities"] ?? "text,image", model: profile.id)
    for name in options.keys.sorted() where !road.options.contains(name) {
      if VertexOutput.names.contains(name) {
        throw .invalidValue(
          name: name, value: options[name] ?? "",
          expected: "\(road.name) refuses it: leave it out, or ask vertex/\(profile.wireName)")
      }
      throw .request(
        .unsupportedParameter(
          model: profile.id, parameter: "option", value: name, allowed: road.options))
    }
    image = try VertexOutput(options, model: profile.id).members
    streams = try values.flag("stream")
    if let system = options["system"] {
      let parts = WireValue.array([.object([WireMember("text", .string(system))])])
      members.append(
        WireMember(
          "systemInstruction",
          .object([WireMember("role", .string("user")), WireMember("parts", parts)])))
    }
    if let tool = try searchTool() { members.append(WireMember("tools", .array([tool]))) }
    if let safety = options["safety"] {
      let settings = try GeminiSafety(
        safety, model: profile.id, further: road.safetyCategories)
      members.append(WireMember("safetySettings", settings.value))
    }
    if let thinking = try thinkingConfig() {
      configuration.append(WireMember("thinkingConfig", thinking))
    }
    try addNumbers()
  }

  /// Text comes with the images unless images alone are asked for.
  private static func modalities(_ text: String, model: String) throws(TroupeError) -> WireValue {
    let known = ["image", "text,image"]
    guard known.contains(text.lowercased()) else {
      throw .request(
        .unsupportedParameter(
          model: model, parameter: "modalities", value: text, allowed: known))
    }
    return .array(text.split(separator: ",").map { .string($0.uppercased()) })
  }

  private mutating func addNumbers() throws(TroupeError) {
    try addNumber("temperature", as: "temperature", in: 0...2)
    try addNumber("top_p", as: "topP", in: 0...1)
    try addCount("top_k", as: "topK")
    try addCount("max_output_tokens", as: "maxOutputTokens")
  }

  private mutating func addNumber(
    _ name: String, as field: String, in range: ClosedRange<Double>
  ) throws(TroupeError) {
    guard let value = try values.number(name, in: range) else { return }
    configuration.append(WireMember(field, .number(value)))
  }

  private mutating func addCount(_ name: String, as field: String) throws(TroupeError) {
    guard let value = try values.count(name) else { return }
    configuration.append(WireMember(field, .integer(value)))
  }

  private func thinkingConfig() throws(TroupeError) -> WireValue? {
    var members: [WireMember] = []
    if let level = try values.thinkingLevel() {
      members.append(WireMember("thinkingLevel", .string(level.uppercased())))
    }
    if let thoughts = try values.thoughts() {
      members.append(WireMember("includeThoughts", .bool(thoughts)))
    }
    return members.isEmpty ? nil : .object(members)
  }

  private func searchTool() throws(TroupeError) -> WireValue? {
    guard let wanted = try values.searches() else { return nil }
    // Web search alone is what the plain tool does.
    if wanted == ["web"] { return .object([WireMember("googleSearch", .object([]))]) }
    let types = wanted.map { WireMember($0 + "Search", .object([])) }
    return .object([
      WireMember("googleSearch", .object([WireMember("searchTypes", .object(types))]))
    ])
  }
}
