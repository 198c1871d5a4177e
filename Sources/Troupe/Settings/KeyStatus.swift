public import Foundation
internal import TroupeProviders

/// Whether a provider's key is known, and from where. Never the key.
public struct KeyStatus: Codable, Hashable, Sendable {
  /// Whose key.
  public let provider: String
  /// Variables that may hold it; the first one set wins. Behind them stand those that name what makes it.
  public let variables: [String]
  /// The variable that holds it, if one does; it wins over a stored key.
  public let variable: String?
  /// What makes it each time it is needed, if anything does and no variable holds it: a variable that names a command or
  /// an account's file, or `key_command` of an entry in `providers.toml`. It wins over a stored key.
  public let maker: String?
  /// Whether the key file has one.
  public let isStored: Bool

  /// The status of the key of `provider`.
  public init(
    provider: String, variables: [String], variable: String? = nil, maker: String? = nil,
    isStored: Bool = false
  ) {
    self.provider = provider
    self.variables = variables
    self.variable = variable
    self.maker = maker
    self.isStored = isStored
  }

  /// Whether there is a key at all. Whether one can be made is known once it is needed.
  public var isKnown: Bool { variable != nil || maker != nil || isStored }
}

extension KeyStore {
  /// Every provider that takes a key, in order of name.
  /// - Throws: as `providers()`.
  public func statuses(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> [KeyStatus] {
    let stored = try providers()
    let configuration = Configuration(library: nil, environment: environment)
    let providers = ProviderRegistry(
      Models.providers, gateways: configuration.gateways, environment: environment)
    var statuses: [String: KeyStatus] = [:]
    func add(_ provider: String, _ variables: [String], _ endpoint: Endpoint?) {
      let names = endpoint?.keyVariables ?? variables
      statuses[provider] = KeyStatus(
        provider: provider, variables: names + (endpoint?.makerVariables ?? []),
        variable: names.first { environment[$0, default: ""].isEmpty == false },
        maker: endpoint?.keyMaker?.name, isStored: stored.contains(provider))
    }
    for profile in configuration.models.profiles where statuses[profile.provider] == nil {
      let names = try providers.provider(of: profile).keyVariables
      // One that cannot be reached as the environment is takes a key all the same.
      if !names.isEmpty { add(profile.provider, names, try? providers.endpoint(of: profile)) }
    }
    for gateway in configuration.gateways { add(gateway.name, [], gateway.endpoint) }
    return statuses.values.sorted { $0.provider < $1.provider }
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
