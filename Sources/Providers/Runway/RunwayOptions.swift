import TroupeVocabulary

/// The options of one request by name, checked against what the profile says of the model, as members of its body.
///
/// The first value of each is sent where none is asked, so that a replay is no matter of the vendor's defaults.
struct RunwayOptions {
  /// Whose field stands in a field of its own, and is sent where it is asked alone.
  private static let threshold = "public_figure_threshold"

  private(set) var members: [WireMember] = []
  private(set) var adjustments: [Adjustment] = []

  /// - Parameter images: how many references the request has.
  init(
    _ options: [String: String], profile: ModelProfile, images: Int
  ) throws(TroupeError) {
    let known = profile.options?.value ?? [:]
    let model = RunwayModel(profile.wireName)
    for name in options.keys.sorted() {
      try Self.check(name, options[name] ?? "", known, profile)
    }
    for name in known.keys.sorted() {
      guard let value = options[name] ?? known[name]?.first else { continue }
      if name == Self.threshold {
        guard options[name] != nil else { continue }
        let inner = WireMember("publicFigureThreshold", .string(value))
        members.append(WireMember("contentModeration", .object([inner])))
      } else {
        members.append(WireMember(Self.field(name), Self.wire(value)))
      }
    }
    guard images == 0, let quality = options["quality"] ?? known["quality"]?.first else { return }
    if quality == model.qualityOfReferences {
      throw .request(
        .unsupportedParameter(
          model: profile.id, parameter: "quality", value: quality,
          allowed: (known["quality"] ?? []).filter { $0 != quality }))
    }
    if options["quality"] == nil, let usual = model.qualityOfWords, usual != quality {
      adjustments.append(
        Adjustment(
          field: "quality", before: usual, after: quality,
          reason:
            "\(profile.id) makes images from words alone at \(usual) unasked, at several times the price; the option quality says so"
        ))
    }
  }

  /// Whether the model of `profile` takes the option `name` with this value.
  static func accepts(_ name: String, _ value: String, _ profile: ModelProfile) -> Bool {
    (try? check(name, value, profile.options?.value ?? [:], profile)) != nil
  }

  private static func check(
    _ name: String, _ value: String, _ known: [String: [String]], _ profile: ModelProfile
  ) throws(TroupeError) {
    guard let allowed = known[name] else {
      throw .request(
        .unsupportedParameter(
          model: profile.id, parameter: "option", value: name, allowed: known.keys.sorted()))
    }
    guard allowed.isEmpty || allowed.contains(value) else {
      throw .request(
        .unsupportedParameter(model: profile.id, parameter: name, value: value, allowed: allowed))
    }
  }

  /// The vendor's spelling of a name: `outputFormat`.
  private static func field(_ name: String) -> String {
    if name == "thinking" { return "thinkingLevel" }
    let words = name.split(separator: "_")
    return words.prefix(1).joined() + words.dropFirst().map(\.capitalized).joined()
  }

  private static func wire(_ value: String) -> WireValue {
    ["true", "false"].contains(value) ? .bool(value == "true") : .string(value)
  }
}
