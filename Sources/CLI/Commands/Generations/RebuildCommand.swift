import ArgumentParser
import Troupe

struct RebuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Rebuild an image and all it goes back to on another model.",
    discussion: """
      Oldest first; references are chosen again under the new model's limits. Old and new stay \
      linked, and steps that an earlier run finished are not made again. --plan shows it all and \
      sends nothing.

        troupe rebuild @last --model gemini-3-pro-image --plan
      """)

  @Argument(help: "A generation: @last, @last~1, or the first four or more letters of its id.")
  var id: String

  @Option(name: .shortAndLong, help: "The model to rebuild on, by id or alias.")
  var model: String

  @Flag(help: "Show what would be sent; send nothing.")
  var plan = false

  @Option(
    help: "What to do when not all fit the model's limits: fail, or drop the least prominent.")
  var overflow = Overflow.drop

  @OptionGroup var cost: CostArguments
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    if plan { return try await showPlan() }
    let library = try await global.openToSpend()
    let console = global.console
    let listing = ResultListing(library: library, console: console)
    let steps = try await library.rebuild(
      GenerationName(id), model: model, overflow: overflow, maxCost: cost.maxCost,
      onEvent: listing.show(event:), approve: console.approval(cost))
    try console.document(["steps": steps])
  }

  private func showPlan() async throws {
    let library = try await global.openToRead()
    let steps = try await library.planRebuild(
      GenerationName(id), model: model, overflow: overflow)
    try global.console.document(["steps": steps])
    global.console.print(RebuildListing(steps: steps).text)
  }
}
