import ArgumentParser
import Foundation
import Troupe

struct ShotsRunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Make the shots that are missing or were changed in the file.",
    discussion: """
      The price of all is told first. Shots are made in the order of what they are made from, the \
      rest at once; one that fails stops no other. A shot of which a take was picked is left as it \
      is. After any interruption the same command goes on. Exit status 6: not all was made.

        troupe shots run scene.md --sheet scene.png
        troupe shots run scene.toml --only 3-5 --stale --max-cost 2
        troupe shots run scene.md --draft --model gemini-2.5-flash-image
      """)

  @OptionGroup var scene: SceneArguments
  @OptionGroup(title: "What is made") var what: SceneRunArguments
  @OptionGroup var draft: DraftArguments
  @OptionGroup(title: "Sending") var sending: SceneSendArguments
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    try sending.check()
    let library = try await global.openToSpend()
    let read = try await scene.scene(in: library, console: global.console, writesIDs: true)
    let options = draft.added(to: try what.options(try scene.ids(in: read)))
    let ending = SceneEnding(library: library, console: global.console)
    try await ending.finish(
      try await library.run(
        read, at: scene.url, sending.added(to: options), onEvent: ending.listing.show(event:),
        approve: global.console.approval(sending.cost, tellsPrice: true)), sending,
      wanted: { options.only?.contains($0) != false })
  }
}

struct ShotsFinishCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "finish", abstract: "Make the drafts that were picked again, to be kept.",
    discussion: """
      Each on the model and in the size that the file says, with the draft as its composition. Of a \
      shot with a single draft that one is taken.

        troupe shots finish scene.md --model gemini-3-pro-image
      """)

  @OptionGroup var scene: SceneArguments
  @OptionGroup(title: "What is made") var what: SceneRunArguments
  @OptionGroup(title: "Sending") var sending: SceneSendArguments
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    try sending.check()
    let library = try await global.openToSpend()
    let read = try await scene.scene(in: library, console: global.console, writesIDs: true)
    let ending = SceneEnding(library: library, console: global.console)
    try await ending.finish(
      try await library.finish(
        read, at: scene.url, sending.added(to: try what.options(try scene.ids(in: read))),
        onEvent: ending.listing.show(event:),
        approve: global.console.approval(sending.cost, tellsPrice: true)),
      sending, wanted: { _ in false })
  }
}

/// What only matters when a scene is sent.
struct SceneSendArguments: ParsableArguments {
  @OptionGroup var cost: CostArguments

  @Option(
    help: ArgumentHelp(
      "Also draw the image that stands for each shot on one sheet.", valueName: "file.png"),
    completion: .file())
  var sheet: String?

  @Option(
    help: ArgumentHelp(
      """
      Also write what was made and how the scene stands, as --json prints it, to this file, in the \
      place of an earlier one.
      """, valueName: "file.json"), completion: .file())
  var result: String?

  func check() throws { if let sheet { try NewFile.check(sheet) } }

  func added(to options: SceneOptions) -> SceneOptions {
    var options = options
    options.maxCost = cost.maxCost
    return options
  }
}

struct ShotsPickCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pick", abstract: "Choose the take that stands for a shot.",
    discussion: """
      A shot of which a take is picked is not made again, whatever changes. --clear leaves it open.

        troupe shots pick scene.md 3 2
        troupe shots pick scene.md 3 @last~1
      """)

  @Argument(
    help: ArgumentHelp("The scene's file.", valueName: "file"),
    completion: .file(extensions: ["md", "toml", "yaml", "yml", "csv"]))
  var file: String

  @Argument(help: "The id of the shot.")
  var shot: String

  @Argument(
    help: "The number of a take, as 'shots status' shows it, or an image: @last, GENERATION/N.")
  var take: String?

  @Flag(help: "Of drafts, not of what is to be kept.") var draft = false
  @Flag(help: "Pick none.") var clear = false
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if clear == (take != nil) { throw ValidationError("Name a take, or give --clear.") }
  }

  func run() async throws {
    let library = try await global.openToWrite()
    let url = URL(filePath: file)
    let scene = try Scene(contentsOf: url, snippets: try await library.snippets())
    let said = try await library.pick(
      take.map(ShotTakeChoice.init), ofShot: shot, in: scene, at: url,
      stage: draft ? .draft : .final)
    try global.console.show(said)
  }
}
