public import Foundation
internal import TroupeProviders

/// Whether a provider's key is known, and from where. Never the key.
public struct KeyStatus: Codable, Hashable, Sendable {
  /// Whose key.
  public let provider: String
  /// Variables that may hold it; the first one set wins.
  public let variables: [String]
  /// The variable that holds it, if one does; it wins over a stored key.
  public let variable: String?
  /// Whether the key file has one.
  public let isStored: Bool

  /// The status of the key of `provider`.
  public init(
    provider: String, variables: [String], variable: String? = nil, isStored: Bool = false
  ) {
    self.provider = provider
    self.variables = variables
    self.variable = variable
    self.isStored = isStored
  }

  /// Whether there is a key at all.
  public var isKnown: Bool { variable != nil || isStored }
}

extension KeyStore {
  /// Every provider that takes a key, in order of name.
  /// - Throws: as `providers()`.
  public func statuses(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> [KeyStatus] {
    let stored = try providers()
    var variables: [String: [String]] = [:]
    let providers = try ProviderRegistry(Models.providers)
    let configuration = try Configuration(library: nil, environment: environment)
    for profile in configuration.models.profiles {
      let names = try providers.provider(of: profile).keyVariables
      if !names.isEmpty { variables[profile.provider] = names }
    }
    for gateway in configuration.gateways {
      variables[gateway.name] = gateway.endpoint.keyVariables ?? []
    }
    return variables.sorted { $0.key < $1.key }.map { provider, names in
      KeyStatus(
        provider: provider, variables: names,
        variable: names.first { environment[$0, default: ""].isEmpty == false },
        isStored: stored.contains(provider))
    }
  }

  /// That of `provider`.
  /// - Throws: `TroupeError.invalidValue` for a provider that takes no key, and as `providers()`.
  public func status(
    of provider: String,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> KeyStatus {
    let all = try statuses(environment: environment)
    guard let status = all.first(where: { $0.provider == provider.lowercased() }) else {
      throw TroupeError.invalidValue(
        name: "provider", value: provider,
        expected: "these take a key: \(all.map(\.provider).joined(separator: ", "))")
    }
    return status
  }
}
