import Foundation
package import TroupeVocabulary

/// The providers that are known, where each is reached, and the keys for them.
package struct ProviderRegistry: Sendable {
  /// Finds the key of a provider, called by name, that may stand in one of the variables, else be made by `maker`.
  /// Throws `ProviderError.noKey` when there is none.
  package typealias KeySource =
    @Sendable (_ provider: String, _ variables: [String], _ maker: KeyMaker?) async throws -> String

  /// All of them, in the order in which they were given.
  package let all: [any Provider]
  private let byID: [String: any Provider]
  private let endpoints: [String: Result<Endpoint, TroupeError>]
  private let gateways: [String: Endpoint]
  private let gatewayHosts: [String: [String]]
  private let models: ModelRegistry?
  private let faultyGateways: [String: TroupeError]
  private let keySource: KeySource

  /// - Parameters:
  ///   - providers: with ids of their own.
  ///   - gateways: addresses of the user's, by the name under which their models are known.
  ///   - faultyGateways: what is wrong with those that cannot be used.
  ///   - models: those of today.
  ///   - environment: variables that may name other addresses.
  ///   - key: finds keys.
  ///
  /// A variable that is faulty or missing costs the provider that reads it: its models cannot be asked.
  package init(
    _ providers: [any Provider], gateways: [Gateway] = [],
    faultyGateways: [String: TroupeError] = [:],
    models: ModelRegistry? = nil,
    environment: [String: String] = [:],
    key: @escaping KeySource = { provider, variables, _ in
      throw TroupeError.provider(.noKey(provider: provider, variables: variables))
    }
  ) {
    all = providers
    byID = Dictionary(providers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var endpoints: [String: Result<Endpoint, TroupeError>] = [:]
    for provider in providers {
      endpoints[provider.id] = Result { () throws(TroupeError) in
        try provider.endpoint(environment: environment)
      }
    }
    self.endpoints = endpoints
    self.gateways = Dictionary(
      gateways.map { ($0.name, $0.endpoint) }, uniquingKeysWith: { first, _ in first })
    gatewayHosts = Dictionary(
      gateways.map { ($0.name, $0.resultHosts) }, uniquingKeysWith: { first, _ in first })
    self.models = models
    self.faultyGateways = faultyGateways
    keySource = key
  }

  /// The provider called `id`; `nil` when none is.
  package subscript(id: String) -> (any Provider)? { byID[id] }

  /// The provider that `profile` names.
  /// - Throws: `ProviderError.unknownProvider`, as for a record of a newer version.
  package func provider(of profile: ModelProfile) throws(TroupeError) -> any Provider {
    guard let provider = byID[profile.dialect] else {
      throw .provider(.unknownProvider(profile.dialect))
    }
    return provider
  }

  /// Where requests to the model of `profile` go.
  /// - Throws: `ProviderError.unknownProvider` for a model of a gateway that is no longer configured: its requests go to no
  ///   other host; and for one whose dialect has no address of its own. For one whose entry is faulty, what is wrong with it;
  ///   else what is to be set in the environment.
  package func endpoint(of profile: ModelProfile) throws(TroupeError) -> Endpoint {
    if let fault = faultyGateways[profile.provider] { throw fault }
    if let gateway = gateways[profile.provider] { return gateway }
    let isOwn = profile.sentAs == nil || byID[profile.dialect]?.vendor == profile.provider
    guard isOwn, let endpoint = try endpoints[profile.dialect]?.get(), !endpoint.baseURL.isEmpty
    else {
      throw .provider(.unknownProvider(profile.provider))
    }
    return endpoint
  }

  /// Whether `provider` is an entry of `providers.toml`.
  package func isGateway(_ provider: String) -> Bool { gateways[provider] != nil }

  /// `profile` with the hosts that its gateway's entry and the profile of today name, so that a host can be named when its
  /// image waits.
  package func withHosts(_ profile: ModelProfile) -> ModelProfile {
    let today = models?.profile(id: profile.id)
    let hosts = (gatewayHosts[profile.provider] ?? []) + (today?.resultHosts ?? [])
    guard !hosts.isEmpty else { return profile }
    var hosted = profile
    hosted.resultHosts = (profile.resultHosts ?? []) + hosts
    return hosted
  }

  /// The key for the model of `profile`; `nil` where its provider takes none.
  /// - Throws: `ProviderError.noKey`; `.invalidValue` for a key that cannot travel where it must.
  package func key(for profile: ModelProfile) async throws -> String? {
    let endpoint = try endpoint(of: profile)
    let provider = try provider(of: profile)
    // One that takes no key may stand behind something that does; a gateway has variables of its own, be it none.
    guard !provider.keyVariables.isEmpty || endpoint.keyVariables != nil else { return nil }
    CoreDumps.forbid()
    let variables = endpoint.keyVariables ?? provider.keyVariables
    let key: String
    do {
      key = try await self.key(of: profile.provider, in: variables, endpoint)
    } catch TroupeError.provider(.noKey)
      where provider.isKeyOptional && variables.isEmpty && endpoint.keyMaker == nil
    {
      return nil
    }
    if case .query? = endpoint.keyPlace, !KeyPlace.canStandInAddress(key) {
      throw TroupeError.invalidValue(
        name: "The key", value: "of \(profile.provider)",
        expected:
          "in an address it takes letters, digits, '.', '_', '~' and '-' alone; name a header as 'key' in providers.toml if \(profile.provider) takes one"
      )
    }
    return key
  }

  private func key(
    of provider: String, in variables: [String], _ endpoint: Endpoint
  ) async throws -> String {
    do {
      return try await keySource(provider, variables, endpoint.keyMaker)
    } catch TroupeError.provider(.noKey(let provider, let variables)) {
      throw TroupeError.provider(
        .noKey(provider: provider, variables: variables + endpoint.makerVariables))
    }
  }
}
