import ArgumentParser
import Troupe

struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Send a recorded request again: same model, same bytes.",
    discussion: """
      A new generation, linked to the old; billed like any other.

        troupe replay @last
      """)

  @Argument(help: "A generation: @last, @last~1, or the first four or more letters of its id.")
  var id: String

  @Option(
    help: ArgumentHelp(
      "Also copy the images into this folder; nothing is overwritten.", valueName: "dir"))
  var out: String?

  @OptionGroup var cost: CostArguments
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToSpend()
    let listing = ResultListing(
      library: library, console: global.console, out: try OutFolder.made(out))
    let made = try await library.replay(
      GenerationName(id), maxCost: cost.maxCost, approve: global.console.approval(cost))
    listing.show(made)
    try listing.finish([made])
  }
}
