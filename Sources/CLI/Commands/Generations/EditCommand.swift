import ArgumentParser
import Troupe

struct EditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change an image: a generation with a parent.",
    discussion: """
      The model, size and aspect are the parent's unless others are named; a file on disk needs a \
      model. Pictures of those whom the instruction names go with it, and of those added by --with \
      (edit_sends in troupe.toml: of all whom it shows); none of what it takes out. The record keeps \
      all whom the parent shows.

        troupe edit @last "make it rain"
        troupe edit 01K8Z3/2 "@kael looks to the left" --size 2K
        troupe edit @last "remove @lantern" --with @kael --plan
        troupe edit @last "a red door" --mask door.png
      """)

  @Argument(
    help: "The image: @last, GENERATION/N, six digits of its digest, or a file.",
    completion: .images)
  var image: String

  @Argument(
    help: "What is to change; @handles name the cast. - reads it from stdin.", completion: .prompts)
  var instruction: String

  @Flag(help: "Show what would be sent; send nothing.")
  var plan = false

  @OptionGroup(title: "Request") var request: GenerateArguments
  @OptionGroup(title: "Sending") var sending: SendArguments
  @OptionGroup(title: "Checking") var checking: CheckArguments
  @OptionGroup(title: "Showing") var showing: ShowOptions
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let instruction = try PromptWords.read(instruction)
    if plan {
      let library = try await global.openToRead()
      let plan = try await library.plan(
        instruction, parent: ImageName(argument: image), sending.added(to: request.options()))
      try global.console.document(plan)
      return global.console.print(PlanListing(plan: plan).text)
    }
    let library = try await global.openToSpend()
    let listing = ResultListing(
      library: library, console: global.console,
      out: try sending.outPlace(images: request.count ?? 1))
    let options = checking.added(to: sending.added(to: try request.options()))
    let made = try await global.console.confirmingBlank(options) {
      try await library.edit(
        ImageName(argument: image), instruction, $0, onEvent: listing.show(event:),
        approve: global.console.approval(sending.cost))
    }
    await showing.screen(global.console)?.show(made.flatMap(\.generation.outputs), in: library)
    try listing.finish(made, asked: request.count)
  }
}
