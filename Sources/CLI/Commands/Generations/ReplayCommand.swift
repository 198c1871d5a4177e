import ArgumentParser
import Troupe

struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Send a recorded request again: same model, same bytes.",
    discussion: """
      A new generation, linked to the old; billed like any other. With --chain the image and all it \
      goes back to are sent again, with changes: everything is planned before anything is sent, \
      and 'troupe rework' goes on where it stops.

        troupe replay @last
        troupe replay @last --chain --plan --all
        troupe replay @last --chain --prompt "3=@kael at the window, at night"
        troupe replay @last --chain --from 4 --set size=2K --no-ripple
      """)

  @Argument(
    help: "A generation: @last, @last~1, or the first four or more letters of its id.",
    completion: .generations)
  var id: String

  @Option(
    help: ArgumentHelp(
      "Also copy the images into this folder; nothing is overwritten.", valueName: "dir"),
    completion: .file())
  var out: String?

  @OptionGroup var chain: ChainArguments
  @OptionGroup var cost: CostArguments
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if !chain.chain, chain.isAboutAChain {
      throw ValidationError(
        "These options change a whole chain: say 'troupe replay \(id) --chain' with them.")
    }
    if chain.chain, out != nil {
      throw ValidationError("--out is for one image; 'troupe rework show' names those of a chain.")
    }
  }

  func run() async throws {
    if chain.chain { return try await replayChain() }
    let library = try await global.openToSpend()
    let listing = ResultListing(
      library: library, console: global.console, out: try OutPlace.made(out))
    let made = try await library.replay(
      GenerationName(id), maxCost: cost.maxCost, approve: global.console.approval(cost))
    listing.show(made)
    try listing.finish([made])
  }

  private func replayChain() async throws {
    let library = try await chain.plan ? global.openToRead() : global.openToSpend()
    var endings = ReworkEndings(library: library, console: global.console)
    let name = GenerationName(id)
    if chain.plan {
      endings.add(try await library.planReplay(name, terms: chain.terms), shows: true)
    } else {
      let options = endings.options(cost, expected: chain.expect)
      endings.add(try await library.replay(name, terms: chain.terms, options: options))
    }
    try endings.finish()
  }
}
