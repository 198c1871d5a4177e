public import Foundation
internal import TroupeProviders

extension Models {
  /// Asks the provider called `name` for its list of models, and keeps each as a profile in the user's own folder `models`.
  /// Costs nothing and needs no key. An answer that is no such list changes nothing.
  /// - Parameters:
  ///   - environment: variables that name the user's folders, the provider's address and its key.
  ///   - today: the day that the figures carry.
  /// - Throws: `TroupeError.invalidValue` for a provider without a list; `ProviderError.noList` when the list cannot be had,
  ///   `.unreadableList` when what comes is none; `LibraryError` where a profile cannot be written.
  @concurrent public static func refresh(
    _ name: String, environment: [String: String] = ProcessInfo.processInfo.environment,
    today: Date = Date()
  ) async throws -> ModelRefresh {
    let listing = providers.filter { $0.catalogue != nil }
    guard let provider = listing.first(where: { $0.vendor == name.lowercased() }),
      let vendor = provider.vendor, let catalogue = provider.catalogue
    else {
      let names = listing.compactMap(\.vendor).joined(separator: ", ")
      throw TroupeError.invalidValue(
        name: "provider", value: name, expected: "these list their models: \(names)")
    }
    let configuration = Configuration(library: nil, environment: environment)
    let endpoint = try provider.endpoint(environment: environment)
    CoreDumps.forbid()
    // A list is free to all; a key that is wrong or cannot be read does not matter to it.
    let transport = HTTPTransport(configuration.settings, environment)
    let made = MadeKeys(transport: transport, environment: environment, clock: Date.init)
    let source = KeyStore.source(environment, made: made)
    let key = try? await source(vendor, provider.keyVariables, endpoint.keyMaker)
    let client = CatalogueClient(vendor: vendor, key: key, transport: transport)
    let list = try await client.ask(catalogue.list(at: endpoint))
    let wanted = catalogue.details(of: list, at: endpoint)
    let details = await client.answers(to: wanted)
    let catalogued = try catalogue.profiles(
      in: list, details: details, known: ModelRegistry(of: providers).profiles,
      day: today.formatted(.iso8601.year().month().day()))
    let folder = UserFolders.configuration(environment).appending(path: "models")
    let lacking = Set(wanted.keys).subtracting(details.keys)
    return try ProfileShelf(folder: folder, vendor: vendor, catalogue: catalogue)
      .put(catalogued, withoutDetails: lacking)
  }
}
