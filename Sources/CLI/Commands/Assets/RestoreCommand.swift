import ArgumentParser
import Troupe

struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Bring a removed asset back, or a look of it.",
    discussion: """
        troupe restore @kael
        troupe restore @kael/winter
      """)

  @Argument(
    help: ArgumentHelp("The asset, or a look of it.", valueName: "@handle[/look]"),
    completion: .castAndLooks)
  var handle: String

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite()
    let named = try NamedLook(typed: handle)
    if let look = named.look {
      let asset = try await library.restoreLook(look, of: named.asset)
      let restored = try asset.look(named: look)
      try global.console.document(AssetDocument(asset: asset, look: restored))
      return global.console.print("\(asset.handle)/\(look)  restored")
    }
    let asset = try await library.restore(named.asset)
    try global.console.document(AssetDocument(asset: asset))
    global.console.print("\(asset.handle, .strong)  \(asset.kind.rawValue)  \(asset.name)")
  }
}
