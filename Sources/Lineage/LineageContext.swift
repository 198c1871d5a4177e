package import Foundation
package import TroupeCatalog
package import TroupeDrawing
package import TroupeProviders
package import TroupeStorage
package import TroupeVocabulary

/// What recording and sending work with: the library's parts, and the world passed in.
package struct LineageContext: Sendable {
  /// The library's database.
  package let database: Database
  /// The library's files.
  package let objects: ObjectStore
  /// Where answers arrive.
  package let spool: Spool
  /// The library's assets.
  package let catalog: Catalog
  /// Every known model.
  package let models: ModelRegistry
  /// Where requests go.
  package let endpoint: Endpoint
  /// Where requests to providers that the user added go, by name.
  package let gateways: [String: Endpoint]
  /// How they go there.
  package let transport: HTTPTransport
  /// The key of a provider; throws `TroupeError.noKey` when there is none.
  package let key: @Sendable (_ provider: String, _ variables: [String]) throws -> String
  /// What the settings allow to be spent.
  package let budget: Budget
  /// Who may send to a provider now.
  let turns: Turns
  /// How long a request waits for a provider that is busy.
  package let patience: Patience
  /// Waits some seconds, knowing what for.
  package let wait: @Sendable (_ seconds: Double, _ reason: String) async throws -> Void
  /// Fonts in which a text can be drawn, first choice first.
  package let fonts: @Sendable (_ text: String) -> [Font]
  /// The time.
  package let clock: @Sendable () -> Date
  /// Random bits for identifiers.
  package let entropy: @Sendable () -> UInt128

  package init(
    database: Database, objects: ObjectStore, spool: Spool, catalog: Catalog,
    models: ModelRegistry, endpoint: Endpoint, gateways: [String: Endpoint] = [:],
    transport: HTTPTransport,
    key: @escaping @Sendable (_ provider: String, _ variables: [String]) throws -> String,
    budget: Budget = Budget(),
    patience: Patience = Patience(),
    wait: @escaping @Sendable (_ seconds: Double, _ reason: String) async throws -> Void = {
      seconds, _ in
      try await Task.sleep(for: .seconds(seconds))
    },
    fonts: @escaping @Sendable (_ text: String) -> [Font], clock: @escaping @Sendable () -> Date,
    entropy: @escaping @Sendable () -> UInt128
  ) {
    self.database = database
    self.objects = objects
    self.spool = spool
    self.catalog = catalog
    self.models = models
    self.endpoint = endpoint
    self.gateways = gateways
    self.transport = transport
    turns = Turns(atOnce: transport.atOnce)
    self.key = key
    self.budget = budget
    self.patience = patience
    self.wait = wait
    self.fonts = fonts
    self.clock = clock
    self.entropy = entropy
  }

  /// Where requests to the model of `profile` go.
  /// - Throws: `TroupeError.unknownProvider` for a model of a gateway that is no longer there: its requests are nobody
  ///   else's.
  func endpoint(of profile: ModelProfile) throws(TroupeError) -> Endpoint {
    if let gateway = gateways[profile.provider] { return gateway }
    guard profile.sentAs == nil else { throw .unknownProvider(profile.provider) }
    return endpoint
  }

  /// A number from 0 to 1.
  func chance() -> Double { Double(UInt32(truncatingIfNeeded: entropy())) / Double(UInt32.max) }

  /// A new identifier of this moment.
  func newID() -> ULID { ULID(at: clock(), entropy: entropy()) }
}
