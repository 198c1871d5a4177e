import ArgumentParser
import Troupe

struct ReferenceListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List an asset's pictures.",
    discussion: """
        troupe reference list @kael --retired
      """)

  @Argument(help: "The asset.", completion: .cast)
  var handle: String

  @Flag(help: "Retired ones too.")
  var retired = false

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToRead()
    let asset = try await library.asset(Handle(handle))
    let references = try await library.references(of: asset.handle, includeRetired: retired)
    try global.console.document(
      ListDocument(
        asset: asset.handle,
        references: references.map { ReferenceDocument(reference: $0, library: library) }))
    if references.isEmpty {
      return global.console.say(
        "\(asset.handle) has no pictures: troupe reference add \(asset.handle) IMAGE")
    }
    global.console.print(AssetListing(library: library).table(references))
  }
}

private struct ListDocument: Encodable {
  let asset: Handle
  let references: [ReferenceDocument]
}
