import ArgumentParser
import Troupe

struct ShotsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shots", abstract: "Make the shots of a scene that is written in a file.",
    discussion: """
      A scene is a file of shots, each with an id, a prompt and any option of 'generate': edit = \
      "3" makes a shot from shot 3, after = "3" sends its image along, takes = 4 makes four to \
      choose from, look.kael = "winter" dresses @kael, as = "@kael#2" shows her as she was. In \
      Markdown a shot is a heading, a page is one with a single #, and what is said above the first \
      shot holds for all:

        model: gemini-3-pro-image
        cast.kael: @kael#3
        variables.place: Lisbon

        ## Shot 3: The roof
        after: 2, 1:style
        look.kael: winter

        @kael on a roof at night, {place}

      In TOML the same is written below [defaults], [cast], [variables] and [[shot]]; in YAML below \
      defaults:, cast:, variables: and shots:. A shot whose id is a number stands at that shot of \
      the story, for traits and looks that begin at one.

      Running it makes what is missing or was changed in the file, and nothing twice:

        troupe shots plan scene.md
        troupe shots run scene.md --model gemini-3-pro-image --max-cost 2
        troupe shots pick scene.md 3 2
        troupe shots status scene.md
      """,
    subcommands: [
      ShotsRunCommand.self, ShotsPlanCommand.self, ShotsStatusCommand.self, ShotsPickCommand.self,
      ShotsFinishCommand.self, ShotsMoveCommand.self, ShotsExportCommand.self,
    ])
}

struct ShotsStatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Which shots are made, changed, stale or missing, and why.",
    discussion: """
        troupe shots status scene.md
        troupe shots status scene.md --draft --json
      """)

  @OptionGroup var scene: SceneArguments
  @Flag(help: "Of drafts, not of what is to be kept.") var draft = false
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToRead()
    let read = try await scene.scene(in: library, console: global.console)
    let only = try scene.ids(in: read)
    let status = try await library.status(
      of: read, at: scene.url, stage: draft ? .draft : .final)
    let listing = SceneListing(status: status, library: library, only: only)
    let (document, text) = (try await listing.document(), try await listing.text)
    try global.console.document(document)
    global.console.print(text)
  }
}

struct ShotsPlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "What running a scene would send, and its price. Sends nothing.",
    discussion: """
      Shots that are made from others are planned with gray pictures of the right size in the \
      places of those.

        troupe shots plan scene.md --stale
      """)

  @OptionGroup var scene: SceneArguments
  @OptionGroup(title: "What is made") var what: SceneRunArguments
  @OptionGroup var draft: DraftArguments
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite()
    let read = try await scene.scene(in: library, console: global.console)
    let options = draft.added(to: try what.options(try scene.ids(in: read)))
    let plan = try await library.plan(read, at: scene.url, options)
    let listing = ScenePlanListing(plan: plan)
    try global.console.document(listing.document)
    global.console.print(listing.text)
  }
}
