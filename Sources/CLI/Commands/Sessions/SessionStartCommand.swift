import ArgumentParser
import Troupe

struct SessionStartCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "Begin a conversation. Sends nothing.",
    discussion: """
      The model, aspect, size and other settings are repeated in every turn.

        troupe session start --from @last --model gemini-3-pro-image --size 2K
      """)

  @Option(
    help: "The image that it begins with: @last, GENERATION/N, or a file.", completion: .images)
  var from: String?

  @OptionGroup(title: "Every turn") var request: GenerateArguments
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if request.count != nil || !request.references.isEmpty || !request.without.isEmpty
      || !request.views.isEmpty || !request.uris.isEmpty || !request.with.isEmpty
      || !request.withoutTrait.isEmpty || request.noDescriptions
    {
      throw ValidationError(
        """
        --count, --ref, --uri, --with, --without, --without-trait, --no-descriptions and --view belong to one turn: \
        'session say'.
        """)
    }
  }

  func run() async throws {
    let library = try await global.openToWrite()
    let session = try await library.startSession(
      from: from.map(ImageName.init(argument:)), request.options())
    let turns = try await library.turns(of: session)
    try global.console.document(SessionDocument(session, turns, library))
    global.console.print("\(session.id)")
    global.console.say("Nothing was sent. Next: troupe session say \"what the picture shows\"")
  }
}
