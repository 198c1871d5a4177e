import ArgumentParser
import Troupe

struct SessionSayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "say", abstract: "Say something in a conversation: one request.",
    discussion: """
      Goes to the newest conversation unless --session names another. Settings given here hold for \
      this turn alone; --overflow fail leaves that of the conversation. --plan shows what would be sent. Where all does not fit the model's limits, \
      thoughts and then the oldest turns are left out, which is recorded.

        troupe session say "now at dawn" --size 4K
      """)

  @Argument(
    help: "What to say; @handles name the cast. - reads it from stdin.", completion: .prompts)
  var words: String

  @Option(
    help: "The conversation: the first four or more letters of its id. Default: the newest.",
    completion: .sessions)
  var session: String?

  @Flag(help: "Show what would be sent; send nothing.")
  var plan = false

  @OptionGroup(title: "This turn") var request: GenerateArguments
  @OptionGroup(title: "Sending") var sending: SendArguments
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let options = sending.added(to: try request.options())
    let words = try PromptWords.read(words)
    if plan {
      let library = try await global.openToRead()
      let plan = try await library.planTurn(words, in: session, options)
      try global.console.document(plan)
      return global.console.print(PlanListing(plan: plan).text)
    }
    let library = try await global.openToSpend()
    let listing = ResultListing(
      library: library, console: global.console, out: try sending.outPlace())
    let made = try await global.console.confirmingBlank(options) {
      try await library.say(
        words, in: session, $0, onEvent: listing.show(event:),
        approve: global.console.approval(sending.cost))
    }
    listing.show(made, isWarned: true)
    try listing.finish([made])
  }
}
