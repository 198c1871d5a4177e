import TroupeVocabulary

/// The options of one request by name, checked against what the profile says of the model.
struct DashScopeOptions {
  /// Members of `parameters`, in order.
  private(set) var members: [WireMember] = []
  /// What is switched off though the vendor has it on.
  private(set) var adjustments: [Adjustment] = []
  /// Whether the image is made by a task that is asked for.
  let isTask: Bool

  private let options: [String: String]
  private let profile: ModelProfile

  /// What a model without a list takes.
  private static let usual = [
    "negative_prompt": [], "prompt_extend": ["false", "true"], "watermark": ["false", "true"],
  ]
  /// What the vendor does unasked, in words.
  private static let habits = [
    "prompt_extend": "rewrites prompts", "thinking_mode": "thinks about the words first",
  ]

  init(_ options: [String: String], profile: ModelProfile) throws(TroupeError) {
    self.options = options
    self.profile = profile
    let known = Self.known(profile)
    isTask = (options["async"] ?? known["async"]?.first) == "true"
    for (name, value) in options.sorted(by: { $0.key < $1.key }) {
      if let fault = Self.fault(name, value, profile) { throw fault }
    }
    if let words = options["negative_prompt"] {
      members.append(WireMember("negative_prompt", .string(words)))
    }
    addSwitch("prompt_extend", known)
    try addRewriting()
    addSwitch("thinking_mode", known)
    addSwitch("watermark", known)
  }

  /// How prompts are to be rewritten; `nil` where that is not said.
  var rewrite: String? { options["prompt_extend_mode"] }

  /// Whether the model of `profile` takes the option `name` with this value.
  static func accepts(_ name: String, _ value: String, _ profile: ModelProfile) -> Bool {
    fault(name, value, profile) == nil
  }

  private static func known(_ profile: ModelProfile) -> [String: [String]] {
    profile.options?.value ?? usual
  }

  private static func fault(
    _ name: String, _ value: String, _ profile: ModelProfile
  ) -> TroupeError? {
    func refused(_ name: String, _ value: String, _ allowed: [String]) -> TroupeError {
      .request(
        .unsupportedParameter(model: profile.id, parameter: name, value: value, allowed: allowed))
    }
    let known = known(profile)
    guard let values = known[name] else { return refused("option", name, known.keys.sorted()) }
    guard values.isEmpty || values.contains(value) else { return refused(name, value, values) }
    let most = DashScopeModel(profile.wireName).longestNegative ?? .max
    guard name == "negative_prompt", value.unicodeScalars.count > most else { return nil }
    return .invalidValue(
      name: name, value: String(value.prefix(200)), expected: "\(most) characters at most")
  }

  /// What would change a prompt or a picture by itself is off unless it is asked for.
  private mutating func addSwitch(_ name: String, _ known: [String: [String]]) {
    guard let values = known[name] else { return }
    let value = options[name] ?? values.first ?? "false"
    members.append(WireMember(name, .bool(value == "true")))
    guard let habit = Self.habits[name], options[name] == nil, value == "false" else { return }
    adjustments.append(
      Adjustment(
        field: name, before: "true", after: "false",
        reason: "\(profile.id) \(habit) unless it is told not to; the option \(name) lets it"))
  }

  /// How prompts are rewritten, of no effect where they are not.
  private mutating func addRewriting() throws(TroupeError) {
    for name in ["prompt_extend_mode", "enable_thinking"] {
      guard let value = options[name] else { continue }
      guard options["prompt_extend"] == "true" else {
        throw .invalidValue(
          name: name, value: value, expected: "to come with the option prompt_extend=true")
      }
      members.append(
        WireMember(name, name == "enable_thinking" ? .bool(value == "true") : .string(value)))
    }
  }
}
