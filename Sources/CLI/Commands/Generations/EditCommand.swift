import ArgumentParser
import Troupe

struct EditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change an image: a generation with a parent.",
    discussion: """
      The model is the parent's unless --model names another; a file on disk needs one.

        troupe edit @last "make it rain"
        troupe edit 01K8Z3/2 "@kael looks to the left" --size 2K
      """)

  @Argument(help: "The image: @last, GENERATION/N, six digits of its digest, or a file.")
  var image: String

  @Argument(help: "What is to change; @handles name the cast.")
  var instruction: String

  @OptionGroup(title: "Request") var request: GenerateArguments
  @OptionGroup(title: "Sending") var sending: SendArguments
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToSpend()
    let listing = ResultListing(
      library: library, console: global.console, out: try sending.outFolder())
    let made = try await global.console.confirmingBlank(sending.added(to: request.options())) {
      try await library.edit(
        ImageName(argument: image), instruction, $0, onEvent: listing.show(event:))
    }
    try listing.finish(made)
  }
}
