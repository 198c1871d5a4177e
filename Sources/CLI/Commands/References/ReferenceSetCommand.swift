import ArgumentParser
import Troupe

struct ReferenceSetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Change what is said of a picture.",
    discussion: """
      What is not named stays as it is. --look '' means the usual look, --tag '' no tags.

        troupe reference set 3fa91c --view back --caption "the coat from behind"
      """)

  @Argument(help: "Six or more digits of its digest.")
  var digest: String

  @Option(help: ArgumentHelp("The asset, where several have this picture.", valueName: "@handle"))
  var of: String?

  @OptionGroup var reference: ReferenceArguments

  @Option(help: "A word to find it by; replaces those it has. Repeat for more.")
  var tag: [String] = []

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    let details = reference.details(tags: tag.unlessUnsaid)
    if details == ReferenceDetails() {
      throw ValidationError("Say what is to change: --view, --look, --caption or --tag.")
    }
  }

  func run() async throws {
    let library = try await global.openToWrite()
    let changed = try await library.setReference(
      digest, of: of.map { try Handle($0) }, reference.details(tags: tag.unlessUnsaid))
    try global.console.document(ReferenceDocument(reference: changed, library: library))
    global.console.print(AssetListing(library: library).table([changed]))
  }
}
