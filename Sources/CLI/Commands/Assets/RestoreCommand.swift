import ArgumentParser
import Troupe

struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Bring a removed asset back.",
    discussion: """
        troupe restore @kael
      """)

  @Argument(help: "The asset.")
  var handle: String

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite()
    let asset = try await library.restore(Handle(handle))
    try global.console.document(AssetDocument(asset: asset))
    global.console.print("\(asset.handle, .strong)  \(asset.kind.rawValue)  \(asset.name)")
  }
}
