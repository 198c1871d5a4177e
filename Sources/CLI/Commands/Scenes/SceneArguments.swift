import ArgumentParser
import Foundation
import Troupe

/// A scene, and which of its shots.
struct SceneArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "The scene: a .toml, .yaml, .csv or .md file.", valueName: "file"),
    completion: .file(extensions: ["md", "toml", "yaml", "yml", "csv"]))
  var file: String

  @Option(
    help: ArgumentHelp(
      """
      Only these shots: ids, and from-to in the order of the file, as in 3,7-9,roof. Repeat for \
      more. Default: all.
      """, valueName: "ids"))
  var only: [String] = []

  var url: URL { URL(filePath: file) }

  /// The scene as its file says it.
  /// - Parameter writesIDs: whether ids are written into the file for shots that have none.
  func scene(
    in library: Library, console: Console, writesIDs: Bool = false
  ) async throws -> Scene {
    let snippets = try await library.snippets()
    let scene = try Scene(contentsOf: url, snippets: snippets)
    guard writesIDs, scene.missingIDs, try Scene.writeIDs(into: url) else { return scene }
    console.say("Ids were written into \(file), so that shots are known when others come between.")
    return try Scene(contentsOf: url, snippets: snippets)
  }

  /// The ids that `--only` names; `nil` for all.
  func ids(in scene: Scene) throws -> Set<String>? {
    guard !only.isEmpty else { return nil }
    let known = scene.shots.map(\.id)
    var ids: Set<String> = []
    for part in only.flatMap({ $0.split(separator: ",") }).map({
      $0.trimmingCharacters(in: .whitespaces)
    }) {
      let ends = part.split(separator: "-", maxSplits: 1).map(String.init)
      if !known.contains(part), ends.count == 2, let from = known.firstIndex(of: ends[0]),
        let to = known.firstIndex(of: ends[1]), from <= to
      {
        ids.formUnion(known[from...to])
      } else {
        ids.insert(part)
      }
    }
    try scene.check(ids)
    return ids
  }
}

/// What of a scene is made.
struct SceneRunArguments: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: "The model of shots that name none; with --draft, of all. Default: troupe.toml's.",
    completion: .models)
  var model: String?

  @Flag(help: "Make what is stale again too: the cast, or an earlier shot, is not what it was.")
  var stale = false

  @Flag(help: "Make again what is made already.")
  var fresh = false

  @Flag(help: "Send again what was refused, which may be billed.")
  var again = false

  @Flag(
    help: """
      Make it in a batch: at a lower price, within a day. Shots that are made from others wait for \
      them; 'troupe batch fetch' fetches what has come, and the same command goes on.
      """)
  var batch = false

  @Option(
    help: ArgumentHelp(
      """
      Ask for several shots in one picture and cut it, at the price of one: columns and rows, such \
      as 2x2. For shots with the same options, one take, and no edit or after; each has a quarter \
      of the pixels then. Default: each by itself.
      """, valueName: "CxR"))
  var grid: String?

  func options(_ only: Set<String>?) throws -> SceneOptions {
    var options = SceneOptions()
    options.only = only
    options.model = model
    options.includesStale = stale
    options.isFresh = fresh
    options.isAgain = again
    options.isBatch = batch
    options.grid = try grid.map(SceneGrid.init)
    return options
  }
}

/// Drafts in place of what is to be kept.
struct DraftArguments: ParsableArguments {
  @Flag(
    help: """
      Make drafts to choose from, on the --model and in the --size given; 'shots pick' chooses, \
      'shots finish' makes the picks again to be kept.
      """)
  var draft = false

  @Option(
    help: "The size of drafts, such as 1K. Default: what the shots ask for.", completion: .sizes)
  var size: String?

  func validate() throws {
    if size != nil, !draft { throw ValidationError("--size goes with --draft.") }
  }

  func added(to options: SceneOptions) -> SceneOptions {
    var options = options
    options.stage = draft ? .draft : .final
    options.size = size
    return options
  }
}
