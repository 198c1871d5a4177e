import TroupeVocabulary

/// The options of one request by name, checked against those that the profile lists, and as members of its body.
struct ArkOptions {
  private(set) var members: [WireMember] = []
  /// What is switched off though the vendor has it on.
  private(set) var adjustments: [Adjustment] = []

  private let options: [String: String]
  private let listed: [String: [String]]
  private let model: String

  /// Every one of Ark's fields that a profile may list, in the order of the vendor's SDK. The first value of a list is
  /// sent unasked.
  private static let known = [
    "optimize_prompt_mode", "sequential_image_generation", "output_format", "background",
  ]
  private static let watermark = "watermark"

  init(_ options: [String: String], profile: ModelProfile) throws(TroupeError) {
    self.options = options
    model = profile.id
    listed = (profile.options?.value ?? [:]).filter { Self.known.contains($0.key) }
    let names = ([Self.watermark] + listed.keys).sorted()
    for option in options.keys.sorted() where !names.contains(option) {
      throw unsupported("option", option, names)
    }
    try addWatermark()
    for name in Self.known {
      if let value = try value(name) { members.append(Self.member(name, value)) }
    }
    try refuseClearJPEG()
  }

  private mutating func addWatermark() throws(TroupeError) {
    let isOn = try choice(Self.watermark, among: ["false", "true"]) == "true"
    members.append(WireMember(Self.watermark, .bool(isOn)))
    guard options[Self.watermark] == nil else { return }
    adjustments.append(
      Adjustment(
        field: Self.watermark, before: "true", after: "false",
        reason: "\(model) marks its images unless it is told not to; the option watermark lets it"))
  }

  private func value(_ name: String) throws(TroupeError) -> String? {
    guard let values = listed[name] else { return nil }
    return try choice(name, among: values) ?? values.first
  }

  private static func member(_ name: String, _ value: String) -> WireMember {
    name == "optimize_prompt_mode"
      ? WireMember("optimize_prompt_options", .object([WireMember("mode", .string(value))]))
      : WireMember(name, .string(value))
  }

  /// JPEG knows no transparency, and the vendor refuses both together.
  private func refuseClearJPEG() throws(TroupeError) {
    guard options["background"] == "transparent", try value("output_format") == "jpeg" else {
      return
    }
    throw .invalidValue(
      name: "background", value: "transparent", expected: "'output_format' to be png with it")
  }

  private func choice(_ name: String, among allowed: [String]) throws(TroupeError) -> String? {
    guard let value = options[name] else { return nil }
    guard allowed.contains(value) || allowed.isEmpty else {
      throw unsupported(name, value, allowed)
    }
    return value
  }

  private func unsupported(_ name: String, _ value: String, _ allowed: [String]) -> TroupeError {
    .request(
      .unsupportedParameter(model: model, parameter: name, value: value, allowed: allowed))
  }
}
