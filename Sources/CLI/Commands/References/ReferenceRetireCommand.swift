import ArgumentParser
import Troupe

struct ReferenceRetireCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retire", abstract: "Take a picture out of use; it is kept.",
    discussion: """
        troupe reference retire 3fa91c
        troupe reference retire 3fa91c --undo
      """)

  @Argument(help: "Six or more digits of its digest.")
  var digest: String

  @Option(
    help: ArgumentHelp("The asset, where several have this picture.", valueName: "@handle"),
    completion: .cast)
  var of: String?

  @Flag(help: "Take it back into use.")
  var undo = false

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite()
    let reference = try await library.retire(digest, of: of.map { try Handle($0) }, !undo)
    try global.console.document(ReferenceDocument(reference: reference, library: library))
    global.console.print(
      "\(reference.digest.short)  \(reference.asset)  \(undo ? "in use" : "retired")")
  }
}
