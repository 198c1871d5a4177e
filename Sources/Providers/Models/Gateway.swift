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
    name: String, endpoint: Endpoint, models: [String], limits: [String: Int] = [:],
    prices: [String: [String: Double]] = [:], price: Double? = nil
  ) {
    self.name = name
    self.endpoint = endpoint
    self.models = models
    self.limits = limits
    self.prices = prices
    self.price = price
  }

  /// `profile` as this gateway serves it under the name `model`. It costs what the user says, and is not known otherwise.
  /// - Throws: `TroupeError.invalidValue` for the price of a size that the model lacks.
  func serving(_ profile: ModelProfile, as model: String) throws(TroupeError) -> ModelProfile {
    let source = "the entry '\(name)' of providers.toml"
    var served = profile
    served.sentAs = profile.wireName
    served.id = "\(name)/\(profile.id)"
    served.name = "\(profile.name) (\(name))"
    served.provider = name
    served.aliases = []
    let price = try price(of: model, sizes: profile.sizes.value ?? [])
    served.price = Sourced(price, source: source, checked: "", isConfirmed: price != nil)
    served.tokenPrice = nil
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
