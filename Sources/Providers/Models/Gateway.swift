internal import TroupeVocabulary

/// A provider that the user added: it serves known models, in their dialect, at its own address.
package struct Gateway: Hashable, Sendable {
  /// What it is called: its models are `NAME/MODEL`.
  package let name: String
  /// Where it is, and how its key travels.
  package let endpoint: Endpoint
  /// The models that it serves, by id or alias.
  package let models: [String]
  /// Bounds of its own in place of the model's, by the names that profiles use: those of `limitNames`.
  package let limits: [String: Int]

  /// The limits that an entry may name: images of a request, bytes of a file and of a request after base64, pixels of a long
  /// edge, characters of a prompt.
  package static let limitNames = [
    "images", "file_bytes", "request_bytes", "edge", "prompt_characters",
  ]

  private static func limit(_ name: String) -> WritableKeyPath<ModelProfile.Limits, Limit>? {
    switch name {
    case "images": \.images
    case "file_bytes": \.fileBytes
    case "request_bytes": \.requestBytes
    case "edge": \.edge
    case "prompt_characters": \.promptCharacters
    default: nil
    }
  }

  package init(name: String, endpoint: Endpoint, models: [String], limits: [String: Int]) {
    self.name = name
    self.endpoint = endpoint
    self.models = models
    self.limits = limits
  }

  /// `profile` as this gateway serves it. What it costs here is not known.
  func serving(_ profile: ModelProfile) -> ModelProfile {
    let source = "the entry '\(name)' of providers.toml"
    var served = profile
    served.sentAs = profile.wireName
    served.id = "\(name)/\(profile.id)"
    served.name = "\(profile.name) (\(name))"
    served.provider = name
    served.aliases = []
    served.price = Sourced(nil, source: source, checked: "", isConfirmed: false)
    served.tokenPrice = nil
    for (name, bound) in limits {
      guard let limit = Self.limit(name) else { continue }
      served.limits[keyPath: limit] = Limit(hard: bound, source: source, checked: "")
    }
    return served
  }
}
