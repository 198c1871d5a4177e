import TroupeVocabulary

/// The options of one request by name, checked against what the profile says of the model.
struct OpenRouterOptions {
  /// Those that change the picture or its file, in the order of the body.
  private static let fields = ["quality", "output_format", "output_compression", "background"]
  /// Those that say who makes it, which no model refuses.
  private static let routing = ["fallbacks", "providers"]

  /// Members of the body.
  private(set) var members: [WireMember] = []
  /// Whether the answer is to come as a stream of events.
  private(set) var streams = false

  private let profile: ModelProfile

  /// - Parameters:
  ///   - options: as asked.
  ///   - streams: whether answers are to stream where a request does not say and the model can.
  init(
    _ options: [String: String], profile: ModelProfile, streams: Bool
  ) throws(TroupeError) {
    self.profile = profile
    for name in options.keys.sorted() { try check(name, options[name] ?? "") }
    for field in Self.fields {
      guard let value = options[field] else { continue }
      members.append(
        WireMember(field, field == "output_compression" ? Self.number(value) : .string(value)))
    }
    let canStream = Self.known("stream", of: profile)?.contains("true") == true
    self.streams = options["stream"].map { $0 == "true" } ?? (streams && canStream)
    if self.streams { members.append(WireMember("stream", .bool(true))) }
  }

  /// Whether the model of `profile` takes the option `name` with this value.
  static func accepts(_ name: String, _ value: String, _ profile: ModelProfile) -> Bool {
    let isKnown = names(profile).contains(name)
    return isKnown && (fault(name, value, profile) == nil)
  }

  private func check(_ name: String, _ value: String) throws(TroupeError) {
    let names = Self.names(profile)
    guard names.contains(name) || Self.fields.contains(name) || name == "stream" else {
      throw .request(
        .unsupportedParameter(
          model: profile.id, parameter: "option", value: name, allowed: names))
    }
    if let fault = Self.fault(name, value, profile) { throw fault }
  }

  private static func fault(
    _ name: String, _ value: String, _ profile: ModelProfile
  ) -> TroupeError? {
    func refused(_ allowed: [String]) -> TroupeError {
      .request(
        .unsupportedParameter(model: profile.id, parameter: name, value: value, allowed: allowed))
    }
    switch name {
    case "fallbacks":
      return ["true", "false"].contains(value) ? nil : refused(["true", "false"])
    case "providers":
      let isList = OpenRouterRouting.slugs(value) != nil
      return isList
        ? nil
        : .invalidValue(
          name: name, value: String(value.prefix(200)),
          expected: "names of providers as OpenRouter writes them, as in google-vertex,openai")
    case "output_compression":
      guard known(name, of: profile) != nil else { return refused([]) }
      return Int(value).map((0...100).contains) == true
        ? nil
        : .invalidValue(name: name, value: value, expected: "a whole number from 0 to 100")
    default:
      guard let allowed = known(name, of: profile) else { return refused([]) }
      return allowed.isEmpty || allowed.contains(value) ? nil : refused(allowed)
    }
  }

  private static func names(_ profile: ModelProfile) -> [String] {
    let own = (profile.options?.value ?? [:]).keys.filter { !$0.contains(".") }
    let defaults = OpenRouterDefault.all(of: profile).map(\.name)
    return Set(own + defaults + routing).sorted()
  }

  /// The values that the model knows for `name`; `nil` where it does not take it.
  private static func known(_ name: String, of profile: ModelProfile) -> [String]? {
    if OpenRouterDefault.all(of: profile).contains(where: { $0.name == name }) {
      return ["true", "false"]
    }
    return profile.options?.value?[name]
  }

  private static func number(_ text: String) -> WireValue {
    Int(text).map { .integer($0) } ?? .string(text)
  }
}
