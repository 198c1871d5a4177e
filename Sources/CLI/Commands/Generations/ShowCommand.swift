import ArgumentParser
import Troupe

struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show an asset, or the record of a generation.",
    discussion: """
        troupe show @kael
        troupe show @last
        troupe show 01K8Z3
        troupe show 01K8Z3 --bodies
      """)

  @Argument(
    help: ArgumentHelp(
      "An asset, or a generation: @last, @last~1, or the first four or more letters of its id.",
      valueName: "@handle|id"))
  var subject: String

  @Flag(help: "Show the bodies as well: what was sent and what came, pictures by their digests.")
  var bodies = false

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToRead()
    if subject.isAssetName { return try await showAsset(Handle(subject), library) }
    do {
      try await showGeneration(try await library.generation(GenerationName(subject)), library)
    } catch let error as TroupeError {
      guard case .request(.unknownGeneration) = error, let handle = try? Handle(subject),
        let asset = try? await library.asset(handle)
      else { throw error }
      try await showAsset(asset.handle, library)
    }
  }

  private func showAsset(_ handle: Handle, _ library: Library) async throws {
    let asset = try await library.asset(handle)
    let references = try await library.references(of: handle, includeRetired: true)
    try global.console.document(
      AssetDocument(
        asset: asset,
        references: references.map { ReferenceDocument(reference: $0, library: library) }))
    let listing = AssetListing(library: library)
    global.console.print(listing.details(asset))
    if !references.isEmpty { global.console.print("\n" + listing.table(references)) }
  }

  private func showGeneration(_ generation: Generation, _ library: Library) async throws {
    let rebuilds = try await library.rebuilds(of: generation.id)
    let later =
      generation.state == .refused || generation.state == .failed
      ? try await library.laterSuccess(of: generation.id) : nil
    let exchange = try await library.exchange(of: .id(generation.id))
    try global.console.document(
      GenerationDocument(
        generation, library: library, rebuilds: rebuilds, later: later?.id, exchange: exchange))
    global.console.print(
      GenerationListing(
        generation: generation, rebuilds: rebuilds, later: later, exchange: exchange,
        library: library
      ).text)
    if bodies, let exchange {
      global.console.print("\n" + ExchangeListing(exchange: exchange).bodies)
    }
  }
}

extension String {
  /// Whether it is written as an asset's handle: `@kael`, and not `@last` or `@last~1`.
  fileprivate var isAssetName: Bool {
    hasPrefix("@") && self != "@last" && !hasPrefix("@last~") && !hasPrefix("@last/")
  }
}
