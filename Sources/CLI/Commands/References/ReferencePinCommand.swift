import ArgumentParser
import Troupe

struct ReferencePinCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pin", abstract: "Choose a picture before others of its asset.",
    discussion: """
        troupe reference pin 3fa91c
        troupe reference pin 3fa91c --off
      """)

  @Argument(help: "Six or more digits of its digest.")
  var digest: String

  @Option(
    help: ArgumentHelp("The asset, where several have this picture.", valueName: "@handle"),
    completion: .cast)
  var of: String?

  @Flag(help: "Unpin the picture.")
  var off = false

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite()
    let reference = try await library.setReference(
      digest, of: of.map { try Handle($0) }, ReferenceDetails(isPinned: !off))
    try global.console.document(ReferenceDocument(reference: reference, library: library))
    global.console.print(
      "\(reference.digest.short)  \(reference.asset)  \(off ? "not pinned" : "pinned")")
  }
}
