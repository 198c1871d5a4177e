import ArgumentParser
import Troupe

struct SessionRetryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Ask a turn of a conversation again: one request.",
    discussion: """
      The same bytes are sent. The conversation goes on from the new answer; the old one, and what \
      was said after it, stay in the record.

        troupe session retry
        troupe session retry 01K8Z3 --turn 2
      """)

  @Argument(
    help: "The first four or more letters of its id. Default: the newest.", completion: .sessions)
  var id: String?

  @Option(help: "The turn, as 'session show' numbers it. Default: the last.")
  var turn: Int?

  @Option(
    help: ArgumentHelp(
      "Also copy the images into this folder; nothing is overwritten.", valueName: "dir"),
    completion: .file())
  var out: String?

  @OptionGroup var cost: CostArguments
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToSpend()
    let listing = ResultListing(
      library: library, console: global.console, out: try OutPlace.made(out))
    let made = try await library.retryTurn(
      turn, of: id, maxCost: cost.maxCost, approve: global.console.approval(cost))
    listing.show(made)
    try listing.finish([made])
  }
}
