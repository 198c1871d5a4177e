import ArgumentParser
import Foundation
import Troupe

struct ShotsMoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "move", abstract: "Show assets of a scene in another version, and its price.",
    discussion: """
      A scene shows an asset as it was where its file says so: kael = "@kael#3" below [cast] in TOML, \
      cast.kael: "@kael#3" above the shots in Markdown. This tells how the other version differs, and \
      what making the shots that show it again would cost, and writes its number into the file. \
      Nothing is sent; 'shots run --stale' makes them.

        troupe shots move scene.md --dry-run
        troupe shots move scene.md @kael#5
      """)

  @Argument(
    help: ArgumentHelp("The scene's file.", valueName: "file"),
    completion: .file(extensions: ["md", "toml", "yaml", "yml", "csv"]))
  var file: String

  @Argument(
    help: ArgumentHelp(
      "The versions to show. Default: of every asset that the file shows as it was, the newest.",
      valueName: "@handle#n"))
  var versions: [String] = []

  @Option(
    name: .shortAndLong, help: "The model of shots that name none. Default: troupe.toml's.",
    completion: .models)
  var model: String?

  @Flag(help: "Tell what it would cost; the file stays as it is.") var dryRun = false
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite()
    let url = URL(filePath: file)
    let scene = try Scene(contentsOf: url, snippets: try await library.snippets())
    var options = SceneOptions()
    options.model = model
    let move = try await library.plan(
      moving: scene, at: url, to: try versions.map { try NamedVersion(typed: $0) }, options)
    if !dryRun { try Scene.write(move.scene.cast, into: url) }
    let listing = SceneMoveListing(move: move, isWritten: !dryRun)
    try global.console.document(listing.document)
    global.console.print(listing.text)
  }
}
