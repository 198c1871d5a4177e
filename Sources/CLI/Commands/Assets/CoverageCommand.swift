import ArgumentParser
import Troupe

struct CoverageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "List which views, looks and expressions of an asset are missing or weak.",
    discussion: """
      Weak is what only small pictures show (below 384 pixels on the shorter edge, unless the model \
      takes no larger ones), soft ones, or a neighboring view; '1 only' has no second good picture. \
      With --model, also the references that no prompt sends there (only --ref, or a sheet), and \
      those that others outdo. Where images were checked ('troupe check'), how often each trait was \
      kept, and where it changed last.

        troupe coverage @kael --model gemini-3-pro-image
      """)

  @Argument(help: ArgumentHelp("The asset.", valueName: "@handle"), completion: .cast)
  var asset: String

  @Option(
    name: .shortAndLong, help: "A model, by id or alias. Default: troupe.toml's, if any.",
    completion: .models)
  var model: String?

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToRead()
    let coverage = try await library.coverage(
      of: Handle(asset), model: model ?? library.settings.model)
    let history = try await library.traitHistory(of: coverage.asset)
    try global.console.document(CoverageDocument(coverage: coverage, traits: history))
    global.console.print(CoverageListing(coverage: coverage).text)
    if !history.isEmpty { global.console.print("\n" + TraitHistoryListing(history).text) }
  }
}
