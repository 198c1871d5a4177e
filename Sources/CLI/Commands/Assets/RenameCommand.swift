import ArgumentParser
import Troupe

struct RenameCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Call an asset otherwise.",
    discussion: """
      The record of what was made keeps the handle that was used then.

        troupe rename @kael @kael-young
      """)

  @Argument(help: "The asset.", completion: .cast)
  var handle: String

  @Argument(help: "Its new handle.")
  var new: String

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite()
    let asset = try await library.rename(Handle(handle), to: Handle(new))
    try global.console.document(AssetDocument(asset: asset))
    global.console.print("\(asset.handle, .strong)  \(asset.kind.rawValue)  \(asset.name)")
  }
}
