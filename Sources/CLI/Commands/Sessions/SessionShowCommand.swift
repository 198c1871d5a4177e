import ArgumentParser
import Troupe

struct SessionShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a conversation with its turns.",
    discussion: """
        troupe session show
        troupe session show --all
      """)

  @Argument(help: "The first four or more letters of its id. Default: the newest.")
  var id: String?

  @Flag(help: "List all conversations, newest first.")
  var all = false

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToRead()
    if all {
      let sessions = try await library.sessions()
      try global.console.document(["sessions": sessions])
      return global.console.print(SessionListing.table(sessions))
    }
    let session = try await library.session(id)
    var turns: [Generation] = []
    for turn in session.turns { turns.append(try await library.generation(.id(turn))) }
    try global.console.document(
      SessionDocument(
        session: session, turns: turns.map { GenerationDocument($0, library: library) }))
    global.console.print(SessionListing.table([session]))
    if !turns.isEmpty {
      global.console.print(GenerationTable(generations: turns, library: library).found)
    }
  }
}

private struct SessionDocument: Encodable {
  let session: Session
  let turns: [GenerationDocument]
}
