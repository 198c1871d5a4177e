package import Foundation
package import TroupeCatalog
package import TroupeImaging
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
    self.key = key
    self.budget = budget
    self.fonts = fonts
    self.clock = clock
    self.entropy = entropy
  }

  /// Where requests to `provider` go.
  func endpoint(of provider: String) -> Endpoint { gateways[provider] ?? endpoint }

  /// A new identifier of this moment.
  func newID() -> ULID { ULID(at: clock(), entropy: entropy()) }
}
