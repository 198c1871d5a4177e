import ArgumentParser
import Troupe

struct SessionForkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fork", abstract: "Begin another conversation from a turn of one.",
    discussion: """
      The new one goes on from that turn, as it was then; both remain. Sends nothing.

        troupe session fork --turn 3
        troupe session fork 01K8Z3 --turn 3
      """)

  @Argument(
    help: "The first four or more letters of its id. Default: the newest.", completion: .sessions)
  var id: String?

  @Option(help: "The turn that it goes on from, as 'session show' numbers it. Default: the last.")
  var turn: Int?

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite()
    let session = try await library.forkSession(id, at: turn)
    let turns = try await library.turns(of: session)
    try global.console.document(SessionDocument(session, turns, library))
    global.console.print("\(session.id)")
    global.console.say(
      """
      It goes on from \(session.turns.count.of("turn")) of \(session.origin.map { "\($0)" } ?? "another"). \
      Nothing was sent. Next: troupe session say "…"
      """)
  }
}
