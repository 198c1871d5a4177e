import ArgumentParser
import Troupe

struct GenerateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Make an image with the cast that the prompt names.",
    discussion: """
      References are chosen within the model's limits ('plan' shows which, and why), and all is \
      recorded. A prompt that begins with a dash goes after --. A provider that is busy is asked \
      again for 60 s in all (longest_wait in troupe.toml); what may have been billed is not sent \
      again. Of several images one that is refused does not stop the others; a key, a quota or a \
      bound that would stop all does.

        troupe generate "@kael on a roof" --model troupe/storyboard --aspect 16:9
        troupe generate "@kael on a roof" --count 3 --expect 4f3c09d2 --yes
      """)

  @Argument(
    help:
      "What the picture shows; @handles name the cast. A plain at sign is \\@. - reads it from stdin.",
    completion: .prompts)
  var prompt: String

  @OptionGroup(title: "Request") var request: GenerateArguments
  @OptionGroup(title: "Sending") var sending: SendArguments
  @OptionGroup(title: "Checking") var checking: CheckArguments
  @OptionGroup(title: "Showing") var showing: ShowOptions
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToSpend()
    let listing = ResultListing(
      library: library, console: global.console,
      out: try sending.outPlace(images: request.count ?? 1))
    let made = try await library.generate(
      PromptWords.read(prompt), checking.added(to: sending.added(to: try request.options())),
      onEvent: listing.show(event:), approve: global.console.approval(sending.cost))
    await showing.screen(global.console)?.show(made.flatMap(\.generation.outputs), in: library)
    try listing.finish(made, asked: request.count)
  }
}
