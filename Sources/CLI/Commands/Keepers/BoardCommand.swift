import ArgumentParser
import Troupe

struct BoardCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "board", abstract: "Keep images under a name: a saved search, or a list.",
    discussion: """
        troupe board add covers 'tag:cover rating:4..'
        troupe board add chapter-1 --ids 01K8Z3/2 @last
        troupe board show covers
        troupe search board:covers with:@kael
        troupe board remove chapter-1 --ids @last
      """,
    subcommands: [
      BoardAddCommand.self, BoardListCommand.self, BoardShowCommand.self, BoardRemoveCommand.self,
    ])
}

struct BoardAddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Save a search as a board, or put images on a list.",
    discussion: """
      A search takes the place of the one before; images go to the end of the list.

        troupe board add covers 'tag:cover rating:4..'
        troupe board add chapter-1 --ids 01K8Z3/2 @last
      """)

  @Argument(help: "The board.", completion: .boards)
  var name: String

  @Argument(help: "The search.", completion: .queries)
  var query: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Generations or images for a list.", valueName: "image"),
    completion: .generations)
  var ids: [String] = []

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if query.isEmpty == ids.isEmpty {
      throw ValidationError("Give a search, or images behind --ids.")
    }
  }

  func run() async throws {
    let library = try await global.openToWrite()
    let board =
      ids.isEmpty
      ? try await library.saveBoard(name, query: query.joined(separator: " "))
      : try await library.addToBoard(ids.map { ImageName($0) }, name)
    try global.console.document(board)
    global.console.print([board].table)
  }
}

struct BoardListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the boards.",
    discussion: """
        troupe board list
      """)

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let boards = try await global.openToRead().boards()
    try global.console.document(["boards": boards])
    if boards.isEmpty { return global.console.say("No boards yet: troupe board add NAME QUERY") }
    global.console.print(boards.table)
  }
}

struct BoardRemoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove a board, or take images from a list.",
    discussion: """
      What is on a board stays in the library.

        troupe board remove covers
        troupe board remove chapter-1 --ids @last
      """)

  @Argument(help: "The board.", completion: .boards)
  var name: String

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("What to take from a list. Default: the board goes.", valueName: "image"),
    completion: .generations)
  var ids: [String] = []

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite()
    let board =
      ids.isEmpty
      ? try await library.removeBoard(name)
      : try await library.takeFromBoard(ids.map { ImageName($0) }, name)
    try global.console.document(board)
    global.console.print(ids.isEmpty ? "\(board.name)  removed" : [board].table)
  }
}

extension [Board] {
  fileprivate var table: SafeText {
    var table = Table(["BOARD", "HOLDS"])
    for board in self {
      table.add(.init(board.name, .strong), .init(board.query ?? board.items.count.of("image")))
    }
    return table.text()
  }
}
