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

  private let options: [String: String]
  private let profile: ModelProfile

  init(
    _ options: [String: String], profile: ModelProfile, road: GeminiRoad
  ) throws(TroupeError) {
    self.options = options
    self.profile = profile
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
    if let stream = options["stream"] {
      guard ["true", "false"].contains(stream) else {
        throw unsupported("stream", stream, ["true", "false"])
      }
      streams = stream == "true"
    }
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
    guard let text = options[name] else { return }
    guard let value = Double(text), range.contains(value) else {
      throw .invalidValue(
        name: name, value: text,
        expected: "a number from \(Int(range.lowerBound)) to \(Int(range.upperBound))")
    }
    configuration.append(WireMember(field, .number(value)))
  }

  private mutating func addCount(_ name: String, as field: String) throws(TroupeError) {
    guard let text = options[name] else { return }
    guard let value = Int32(text), value > 0 else {
      throw .invalidValue(name: name, value: text, expected: "a whole number from 1 up")
    }
    configuration.append(WireMember(field, .integer(Int(value))))
  }

  private func thinkingConfig() throws(TroupeError) -> WireValue? {
    var members: [WireMember] = []
    let levels = profile.capabilities.thinkingLevels
    if let level = options["thinking"] {
      guard levels.contains(level.lowercased()) else {
        throw unsupported("thinking", level, levels)
      }
      members.append(WireMember("thinkingLevel", .string(level.uppercased())))
    }
    if let thoughts = options["thoughts"] {
      // A model that signs its thoughts thinks, even where no level can be named.
      let thinks = !levels.isEmpty || profile.capabilities.signatures
      let allowed = thinks ? ["true", "false"] : []
      guard allowed.contains(thoughts) else { throw unsupported("thoughts", thoughts, allowed) }
      members.append(WireMember("includeThoughts", .bool(thoughts == "true")))
    }
    return members.isEmpty ? nil : .object(members)
  }

  private func searchTool() throws(TroupeError) -> WireValue? {
    guard let text = options["search"] else { return nil }
    var allowed: [String] = []
    // What is not known of a model is left to the model to refuse.
    if profile.capabilities.webSearch != false { allowed.append("web") }
    if profile.capabilities.imageSearch != false { allowed.append("image") }
    let wanted = Set(text.split(separator: ",").map { $0.trimmingPrefix(" ") }.map(String.init))
    guard !wanted.isEmpty, wanted.isSubset(of: allowed) else {
      throw unsupported("search", text, allowed)
    }
    // Web search alone is what the plain tool does.
    if wanted == ["web"] { return .object([WireMember("googleSearch", .object([]))]) }
    let types = allowed.filter(wanted.contains).map { WireMember($0 + "Search", .object([])) }
    return .object([
      WireMember("googleSearch", .object([WireMember("searchTypes", .object(types))]))
    ])
  }

  private func unsupported(_ name: String, _ value: String, _ allowed: [String]) -> TroupeError {
    .request(
      .unsupportedParameter(model: profile.id, parameter: name, value: value, allowed: allowed))
  }
}
