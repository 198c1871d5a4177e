import ArgumentParser
import Troupe

struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Show what 'generate' would send, why, and at what price.",
    discussion: """
      Nothing is sent, no generation recorded, no key needed. A file given with --edit or --ref \
      is copied into the library.

        troupe plan "@kael and @mira at the harbor" --model gemini-3-pro-image
      """)

  @Argument(help: "What the picture shows; @handles name the cast.")
  var prompt: String

  @Option(help: "Plan an edit of this image, as 'edit' would send it.")
  var edit: String?

  @OptionGroup(title: "Request") var request: GenerateArguments
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToRead()
    let plan = try await library.plan(prompt, parent: edit, request.options)
    try global.console.document(plan)
    global.console.print(PlanListing(plan: plan).text)
  }
}
