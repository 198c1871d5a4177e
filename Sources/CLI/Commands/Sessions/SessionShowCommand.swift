import ArgumentParser
import Troupe

struct SessionShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a conversation with its turns.",
    discussion: """
      Turns that were asked again are marked; the conversation goes on from the others. --story \
      writes prompts, words and pictures in order: one .html file, or .md with a folder of pictures.

        troupe session show
        troupe session show 01K8Z3 --story scene.html
      """)

  @Argument(
    help: "The first four or more letters of its id. Default: the newest.", completion: .sessions)
  var id: String?

  @Flag(help: "List all conversations, newest first, as 'session list' does.")
  var all = false

  @Option(
    help: ArgumentHelp("Write the turns to this .html or .md file, a new one.", valueName: "file"),
    completion: .file())
  var story: String?

  @Flag(help: "Write what the model thought and drew on the way too.")
  var thoughts = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if thoughts, story == nil { throw ValidationError("--thoughts goes with --story FILE.") }
    if all, story != nil { throw ValidationError("--story is for one conversation.") }
  }

  func run() async throws {
    let file = try story.map(StoryFile.init)
    let library = try await global.openToRead()
    if all {
      let summaries = try await library.sessionSummaries()
      try global.console.document(["sessions": summaries])
      return global.console.print(SessionListing.table(summaries))
    }
    let session = try await library.session(id)
    if let file {
      try await file.write(
        library.story(ofSession: "\(session.id)"), of: library, includingThoughts: thoughts,
        global.console)
    }
    let turns = try await library.turns(of: session)
    try global.console.document(SessionDocument(session, turns, library))
    global.console.print(SessionListing.details(session))
    if !turns.isEmpty {
      global.console.print(
        GenerationTable(generations: turns, library: library, session: session).found)
    }
  }
}
