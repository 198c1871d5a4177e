import TroupeVocabulary

/// The options of one request by name, checked and as members of its body.
struct FluxOptions {
  private(set) var members: [WireMember] = []
  /// What is switched off though the vendor has it on.
  private(set) var adjustments: [Adjustment] = []

  private let options: [String: String]
  private let model: FluxModel
  private let name: String

  init(
    _ options: [String: String], family: BlackForestLabsProvider.Family, profile: ModelProfile
  ) throws(TroupeError) {
    self.options = options
    model = FluxModel(family, name: profile.wireName)
    name = profile.id
    for option in options.keys.sorted() where !model.options.contains(option) {
      throw unsupported("option", option, model.options)
    }
    members.append(
      WireMember(
        "safety_tolerance", .integer(try whole("safety_tolerance", in: model.tolerance) ?? 2)))
    if model.options.contains("output_format") {
      let usual = profile.outputType.value == .png ? "png" : "jpeg"
      let format = try choice("output_format", among: ["jpeg", "png", "webp"]) ?? usual
      members.append(WireMember("output_format", .string(format)))
    }
    try addSwitches()
    if let steps = try whole("steps", in: 1...50) {
      members.append(WireMember("steps", .integer(steps)))
    }
    if let guidance = try number("guidance", in: 1.5...10) {
      members.append(WireMember("guidance", .number(guidance)))
    }
  }

  /// What would change a prompt or a picture by itself is off unless it is asked for.
  private mutating func addSwitches() throws(TroupeError) {
    guard let option = model.switchName else { return }
    let isOn = try choice(option, among: ["true", "false"]) == "true"
    members.append(WireMember(option, .bool(isOn)))
    if model.hasNegativeSwitch { members.append(WireMember("disable_pup", .bool(!isOn))) }
    if model.isOnUnasked, options[option] == nil {
      adjustments.append(
        Adjustment(
          field: option, before: "true", after: "false",
          reason: "\(name) \(model.habit) unless it is told not to; the option \(option) lets it"))
    }
  }

  private func choice(_ name: String, among allowed: [String]) throws(TroupeError) -> String? {
    guard let value = options[name] else { return nil }
    guard allowed.contains(value) else { throw unsupported(name, value, allowed) }
    return value
  }

  private func whole(_ name: String, in range: ClosedRange<Int>) throws(TroupeError) -> Int? {
    guard let text = options[name] else { return nil }
    guard let value = Int(text), range.contains(value) else {
      throw .invalidValue(
        name: name, value: text,
        expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  private func number(
    _ name: String, in range: ClosedRange<Double>
  ) throws(TroupeError) -> Double? {
    guard let text = options[name] else { return nil }
    guard let value = Double(text), range.contains(value) else {
      throw .invalidValue(
        name: name, value: text,
        expected: "a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  private func unsupported(_ name: String, _ value: String, _ allowed: [String]) -> TroupeError {
    .request(
      .unsupportedParameter(model: self.name, parameter: name, value: value, allowed: allowed))
  }
}
