import TroupeVocabulary

/// A default of one of the providers behind OpenRouter that would change a prompt or a picture. It is switched off, so that
/// a replay asks for the same.
struct OpenRouterDefault: Hashable {
  /// The provider, as OpenRouter calls it.
  let provider: String
  /// The option, which is `true` or `false`.
  let name: String

  /// Those that are known by name, whatever a list says: [SDK] openrouter 1.3.84, `provider.options`.
  private static let byAuthor = [
    "black-forest-labs": [Self(provider: "black-forest-labs", name: "prompt_upsampling")],
    "bytedance": [Self(provider: "byteplus", name: "watermark")],
    "bytedance-seed": [Self(provider: "byteplus", name: "watermark")],
  ]

  /// Names of options that are such defaults.
  static let names: Set = ["grounding", "prompt_extend", "prompt_upsampling", "watermark"]

  /// Those of the model of `profile`: by its author, and those among its options, as in `byteplus.watermark`.
  static func all(of profile: ModelProfile) -> [Self] {
    let author = profile.wireName.split(separator: "/").first.map(String.init) ?? ""
    let listed = (profile.options?.value ?? [:]).keys.compactMap { key -> Self? in
      let halves = key.split(separator: ".", maxSplits: 1).map(String.init)
      guard halves.count == 2, names.contains(halves[1]) else { return nil }
      return Self(provider: halves[0], name: halves[1])
    }
    return Set(byAuthor[author, default: []] + listed)
      .sorted { ($0.provider, $0.name) < ($1.provider, $1.name) }
  }
}

/// The `provider` of a request: who may make the picture, and which of their defaults are off.
struct OpenRouterRouting {
  private let only: [String]
  private let fallbacks: Bool?
  private let settings: [(OpenRouterDefault, isOn: Bool)]
  private let isAsked: [String: String]

  /// `options` are checked already.
  init(_ options: [String: String], profile: ModelProfile) {
    only = options["providers"].flatMap(Self.slugs) ?? []
    fallbacks = options["fallbacks"].map { $0 == "true" }
    isAsked = options
    settings = OpenRouterDefault.all(of: profile).map { ($0, options[$0.name] == "true") }
  }

  /// The member's value; `nil` where nothing is to be said.
  var value: WireValue? {
    var members: [WireMember] = []
    if !only.isEmpty { members.append(WireMember("only", .array(only.map { .string($0) }))) }
    if let fallbacks { members.append(WireMember("allow_fallbacks", .bool(fallbacks))) }
    let providers = Set(settings.map(\.0.provider)).sorted().map { provider in
      let own = settings.filter { $0.0.provider == provider }
      return WireMember(
        provider, .object(own.map { WireMember($0.0.name, .bool($0.isOn)) }))
    }
    if !providers.isEmpty { members.append(WireMember("options", .object(providers))) }
    return members.isEmpty ? nil : .object(members)
  }

  /// The defaults that are off without having been asked, by name.
  var switchedOff: [String: String] {
    let names = settings.map(\.0.name).filter { isAsked[$0] == nil }
    return Dictionary(names.map { ($0, "false") }, uniquingKeysWith: { first, _ in first })
  }

  /// What was changed so.
  var adjustments: [Adjustment] {
    switchedOff.keys.sorted().map { name in
      let providers = settings.map(\.0).filter { $0.name == name }.map(\.provider)
      return Adjustment(
        field: name, before: "", after: "false",
        reason: "a default of \(providers.joined(separator: ", ")) that changes the prompt or the "
          + "picture; the option \(name)=true keeps it")
    }
  }

  /// The names in a list such as `google-vertex,openai`; `nil` for what is no such list.
  static func slugs(_ text: String) -> [String]? {
    let names = text.split(separator: ",", omittingEmptySubsequences: false).map {
      String($0.trimmingPrefix(" "))
    }
    let areNames = names.allSatisfy {
      $0.wholeMatch(of: /[a-z0-9][a-z0-9._-]{0,63}(\/[a-z0-9._-]{1,63})?/) != nil
    }
    return areNames && names.count <= 20 ? names : nil
  }
}
