import TroupeVocabulary

/// The options of one request by name, checked against what the profile lists.
struct A1111Options {
  private let options: [String: String]
  let profile: ModelProfile

  private static let fractions: [String: ClosedRange<Double>] = [
    "cfg_scale": 0...100, "denoising_strength": 0...1, "reference_weight": 0...2,
  ]
  private static let steps = 1...150

  init(_ options: [String: String], profile: ModelProfile) throws(TroupeError) {
    self.options = options
    self.profile = profile
    for (name, value) in options.sorted(by: { $0.key < $1.key }) {
      if let fault = Self.fault(name, value, profile) { throw fault }
    }
  }

  /// As asked, else the first that the profile lists; `nil` where the server is to decide.
  subscript(name: String) -> String? { options[name] ?? Self.known(profile)[name]?.first }

  /// Whether it was asked for.
  func isAsked(_ name: String) -> Bool { options[name] != nil }

  /// A number, checked before.
  func number(_ name: String) -> Double? { self[name].flatMap(Double.init) }

  /// Members of the body, but those of references.
  /// - Throws: `TroupeError.invalidValue` for a strength where nothing is edited: it would be left out without a word.
  func members(isEdit: Bool) throws(TroupeError) -> [WireMember] {
    if !isEdit, let value = options["denoising_strength"] {
      throw .invalidValue(
        name: "denoising_strength", value: value, expected: "to come with a picture to edit")
    }
    var members: [WireMember] = []
    func add(_ name: String, _ field: String) {
      if let value = self[name] { members.append(WireMember(field, .string(value))) }
    }
    add("negative_prompt", "negative_prompt")
    if isEdit {
      members.append(
        WireMember("denoising_strength", .number(number("denoising_strength") ?? 0.75)))
    }
    if let steps = self["steps"].flatMap({ Int($0) }) {
      members.append(WireMember("steps", .integer(steps)))
    }
    if let scale = number("cfg_scale") { members.append(WireMember("cfg_scale", .number(scale))) }
    add("sampler", "sampler_name")
    add("scheduler", "scheduler")
    if let checkpoint = self["checkpoint"] {
      let setting = WireMember("sd_model_checkpoint", .string(checkpoint))
      members.append(WireMember("override_settings", .object([setting])))
    }
    return members
  }

  /// What is wrong with the option `name` of this value; `nil` where nothing is.
  static func fault(_ name: String, _ value: String, _ profile: ModelProfile) -> TroupeError? {
    func refused(_ name: String, _ value: String, _ allowed: [String]) -> TroupeError {
      .request(
        .unsupportedParameter(model: profile.id, parameter: name, value: value, allowed: allowed))
    }
    let known = known(profile)
    guard let values = known[name] else { return refused("option", name, known.keys.sorted()) }
    guard values.isEmpty || values.contains(value) else { return refused(name, value, values) }
    if name == "steps", Int(value).map(steps.contains) != true {
      return .invalidValue(name: name, value: value, expected: "a whole number from 1 to 150")
    }
    guard let range = fractions[name], Double(value).map(range.contains) != true else { return nil }
    return .invalidValue(
      name: name, value: value,
      expected: "a number from \(Int(range.lowerBound)) to \(Int(range.upperBound))")
  }

  private static func known(_ profile: ModelProfile) -> [String: [String]] {
    profile.options?.value ?? ["denoising_strength": [], "negative_prompt": []]
  }
}
