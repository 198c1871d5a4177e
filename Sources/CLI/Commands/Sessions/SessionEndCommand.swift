import ArgumentParser
import Troupe

struct SessionEndCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "end", abstract: "End a conversation: nothing more can be said in it.",
    discussion: """
      Its record stays.

        troupe session end
      """)

  @Argument(
    help: "The first four or more letters of its id. Default: the newest.", completion: .sessions)
  var id: String?

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite()
    let session = try await library.endSession(id)
    let turns = try await library.turns(of: session)
    try global.console.document(SessionDocument(session, turns, library))
    global.console.print("\(session.id) ended after \(session.turns.count.of("turn"))")
  }
}
