internal import TroupeVocabulary

/// A provider that the user added: it serves known models at its own address, in their dialect or its own.
package struct Gateway: Hashable, Sendable {
  /// What it is called: its models are `NAME/MODEL`.
  package let name: String
  /// Where it is, and how its key travels.
  package let endpoint: Endpoint
  /// In what dialect it is spoken to; `nil` for each model's own.
  package let dialect: String?
  /// Hosts from which its images are fetched where an answer names their addresses, as `ModelProfile.resultHosts`; empty for
  /// those of each model.
  package let resultHosts: [String]
  /// The models that it serves, by id or alias.
  package let models: [String]
  /// Bounds of its own in place of the model's, by the names that profiles use: those of `limitNames`.
  package let limits: [String: Int]
  /// What one image costs here, by model as it stands in `models` and by size, US dollars; under the size `""` what the
  /// sizes that are not named cost.
  package let prices: [String: [String: Double]]
  /// What one image of every other model and size costs here, US dollars; `nil` when not known.
  package let price: Double?

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

  package init(
    name: String, endpoint: Endpoint, dialect: String? = nil, resultHosts: [String] = [],
    models: [String], limits: [String: Int] = [:],
    prices: [String: [String: Double]] = [:], price: Double? = nil
  ) {
    self.name = name
    self.endpoint = endpoint
    self.dialect = dialect
    self.resultHosts = resultHosts
    self.models = models
    self.limits = limits
    self.prices = prices
    self.price = price
  }

  /// `profile` as this gateway serves it under the name `model`, which is what requests carry where it is another name of the
  /// model for programs. It costs what the user says, and is not known otherwise.
  /// - Throws: `TroupeError.invalidValue` for the price of a size that the model lacks.
  func serving(_ profile: ModelProfile, as model: String) throws(TroupeError) -> ModelProfile {
    let source = "the entry '\(name)' of providers.toml"
    var served = profile
    served.id = "\(name)/\(profile.id)"
    // What people call it has spaces, and is sent nowhere.
    let isOtherName =
      ModelRegistry.key(model) != ModelRegistry.key(profile.id)
      && !model.contains(where: \.isWhitespace)
    served.sentAs = isOtherName ? model : profile.wireName
    served.name = "\(profile.name) (\(name))"
    served.provider = name
    served.aliases = isOtherName ? [ModelProfile.Alias(id: "\(name)/\(model)", retired: nil)] : []
    if let dialect, dialect != profile.dialect {
      served.dialect = dialect
      // A graph is the same whoever runs it.
      if profile.graph == nil { served.capabilities = profile.capabilities.ofSingleRequests }
      served.labels = Sourced(.positions, source: source, checked: "", isConfirmed: false)
    }
    if !resultHosts.isEmpty { served.resultHosts = resultHosts }
    let price = try price(of: model, sizes: profile.sizes.value ?? [])
    served.price = Sourced(price, source: source, checked: "", isConfirmed: price != nil)
    // Files of the vendor's own are seldom served by others.
    served.limits.uploadBytes = nil
    served.tokenPrice = nil
    served.pixelPrice = nil
    for (name, bound) in limits {
      guard let limit = Self.limit(name) else { continue }
      served.limits[keyPath: limit] = Limit(hard: bound, source: source, checked: "")
    }
    return served
  }

  private func price(of model: String, sizes: [String]) throws(TroupeError) -> [String: Double]? {
    let own = prices[model] ?? [:]
    if let wrong = own.keys.sorted().first(where: { !$0.isEmpty && !sizes.contains($0) }) {
      throw .invalidValue(
        name: "provider", value: "\(name).prices.\(model)",
        expected: "\(model) has no size \(wrong); it has \(sizes.joined(separator: ", "))")
    }
    let known = sizes.compactMap { size in
      (own[size] ?? own[""] ?? price).map { (size, $0) }
    }
    return known.isEmpty ? nil : Dictionary(known, uniquingKeysWith: { first, _ in first })
  }
}
