import TroupeVocabulary

/// The options of one request by name, checked against those that the profile lists, and as members of its body.
struct XAIOptions {
  private(set) var members: [WireMember] = []

  /// Every one of xAI's fields that a profile may list. The first value of `quality` is sent unasked: it is a tier of prices.
  private static let known = ["quality", "user"]

  init(_ options: [String: String], profile: ModelProfile) throws(TroupeError) {
    let listed = (profile.options?.value ?? [:]).filter { Self.known.contains($0.key) }
    for option in options.keys.sorted() where listed[option] == nil {
      throw Self.unsupported("option", option, listed.keys.sorted(), profile)
    }
    for name in Self.known {
      guard let values = listed[name], let value = options[name] ?? values.first else { continue }
      guard values.isEmpty || values.contains(value) else {
        throw Self.unsupported(name, value, values, profile)
      }
      members.append(WireMember(name, .string(value)))
    }
  }

  private static func unsupported(
    _ name: String, _ value: String, _ allowed: [String], _ profile: ModelProfile
  ) -> TroupeError {
    .request(
      .unsupportedParameter(model: profile.id, parameter: name, value: value, allowed: allowed))
  }
}
