import ArgumentParser
import Troupe

struct RemoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take an asset out of use; 'restore' brings it back.",
    discussion: """
      Its pictures and the record of what was made with it stay.

        troupe remove @kael
      """)

  @Argument(help: "The asset.", completion: .cast)
  var handle: String

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite()
    let asset = try await library.asset(Handle(handle))
    try await library.remove(Handle(handle))
    try global.console.document(["removed": asset.handle])
    global.console.print("\(asset.handle)  removed")
    global.console.say("Bring it back with: troupe restore \(asset.handle)")
  }
}
