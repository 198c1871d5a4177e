import TroupeVocabulary

/// The options of one request by name, checked and as JSON.
struct InteractionsOptions {
  /// Every name there is.
  static let names = [
    "background_job", "max_output_tokens", "output_type", "safety", "search", "store", "system",
    "temperature", "thinking", "thoughts", "top_p",
  ]
  /// What image comes back; the SDK knows no other type.
  private static let types = ["image/jpeg"]

  /// Whether Google keeps the conversation, so that its turns go on from the last answer by name.
  let isKept: Bool
  /// Whether the answer is asked for until it is there.
  let isJob: Bool
  /// Members of `generation_config` behind the seed.
  private(set) var configuration: [WireMember] = []
  /// Members of the format of the image.
  private(set) var format: [WireMember] = []
  /// The member `safety_settings`, where it is asked.
  private(set) var safety: [WireMember] = []
  /// Members at the end of the body.
  private(set) var others: [WireMember] = []
  private(set) var adjustments: [Adjustment] = []

  init(_ options: [String: String], profile: ModelProfile) throws(TroupeError) {
    for name in options.keys.sorted() where !Self.names.contains(name) {
      throw .request(
        .unsupportedParameter(
          model: profile.id, parameter: "option", value: name, allowed: Self.names))
    }
    let values = GeminiOptionValues(options, profile: profile)
    let isUsual = profile.options?.value?["background_job"]?.first == "true"
    isJob = try values.flag("background_job") ?? isUsual
    let kept = try values.flag("store")
    isKept = kept ?? false
    if isJob, kept == false {
      throw .invalidValue(
        name: "store", value: "false",
        expected: "a job is kept until it is asked for: leave it out, or ask no background_job")
    }
    if let type = options["output_type"] {
      guard Self.types.contains(type.lowercased()) else {
        throw .request(
          .unsupportedParameter(
            model: profile.id, parameter: "output_type", value: type, allowed: Self.types))
      }
      format = [WireMember("mime_type", .string(type.lowercased()))]
    }
    configuration = try Self.configuration(values)
    if let text = options["safety"] {
      safety = [WireMember("safety_settings", try Self.safety(text, model: profile.id))]
    }
    if let system = options["system"] {
      others.append(WireMember("system_instruction", .string(system)))
    }
    if let searches = try values.searches() {
      others.append(WireMember("tools", .array([Self.tool(searches)])))
    }
    if kept == nil, !isJob {
      adjustments.append(
        Adjustment(
          field: "store", before: "true", after: "false",
          reason:
            "Google keeps what is asked and answered unless it is told not to; the option store lets it"
        ))
    }
  }

  private static func configuration(
    _ values: GeminiOptionValues
  ) throws(TroupeError) -> [WireMember] {
    let summaries = try values.thoughts().map { $0 ? "auto" : "none" }
    return [
      ("max_output_tokens", try values.count("max_output_tokens").map(WireValue.integer)),
      ("temperature", try values.number("temperature", in: 0...2).map(WireValue.number)),
      ("thinking_level", try values.thinkingLevel().map(WireValue.string)),
      ("thinking_summaries", summaries.map(WireValue.string)),
      ("top_p", try values.number("top_p", in: 0...1).map(WireValue.number)),
    ].compactMap { name, value in value.map { WireMember(name, $0) } }
  }

  private static func safety(_ text: String, model: String) throws(TroupeError) -> WireValue {
    let road = GeminiRoad.interactions
    let safety = try GeminiSafety(text, model: model, further: road.safetyCategories)
    return .array(
      safety.settings.map { setting in
        .object([
          WireMember("threshold", .string(setting.threshold.lowercased())),
          WireMember("type", .string(setting.category.lowercased())),
        ])
      })
  }

  private static func tool(_ searches: [String]) -> WireValue {
    let types = searches.map { WireValue.string("\($0)_search") }
    // Web search alone is what the plain tool does.
    let member = searches == ["web"] ? [] : [WireMember("search_types", .array(types))]
    return .object(member + [WireMember("type", .string("google_search"))])
  }
}
