import ArgumentParser
import Troupe

struct SessionListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List all conversations, newest first.",
    discussion: """
      With the model, the turns that each goes on from, what was said last, and what its own turns \
      cost.

        troupe session list
      """)

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToRead()
    let summaries = try await library.sessionSummaries()
    try global.console.document(["sessions": summaries])
    if summaries.isEmpty {
      return global.console.say("No conversation yet. 'troupe session start' begins one.")
    }
    global.console.print(SessionListing.table(summaries))
  }
}
