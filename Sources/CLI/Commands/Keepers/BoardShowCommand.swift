import ArgumentParser
import Troupe

struct BoardShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what is on a board.",
    discussion: """
      The images of a list in its order; what a saved search finds, newest first.

        troupe board show covers
      """)

  @Argument(help: "The board.", completion: .boards)
  var name: String

  @Option(help: ArgumentHelp("The most to show of a saved search.", valueName: "n"))
  var limit = 20

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit needs a number from 1 on.") }
  }

  func run() async throws {
    let library = try await global.openToRead()
    let board = try await library.board(name)
    let result = try await library.search(
      "board:\(board.name)", limit: board.query == nil ? .max : limit)
    let annotations = try await library.annotations(of: result.generations.map(\.id))
    try global.console.document(
      BoardDocument(
        board: board,
        generations: result.generations.map {
          GenerationDocument($0, library: library, annotations: annotations.of($0.id))
        }))
    if result.generations.isEmpty { return global.console.say("Nothing is on it.") }
    if board.query == nil { return show(board.items, of: result.generations, library) }
    global.console.print(
      GenerationTable(
        generations: result.generations, library: library, annotations: annotations
      ).found)
    if result.generations.count == limit {
      global.console.say("The newest \(limit); --limit shows more.")
    }
  }

  private func show(_ items: [AnnotationTarget], of all: [Generation], _ library: Library) {
    let generations = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for item in items {
      guard let generation = generations[item.generation] else { continue }
      let outputs = generation.outputs.filter { item.position ?? $0.id.position == $0.id.position }
      for output in outputs {
        global.console.print("\(output.id)  \(output.pixels)  \(library.url(of: output.path).path)")
      }
      if outputs.isEmpty { global.console.print("\(item)  \(generation.state.rawValue)") }
    }
  }
}

private struct BoardDocument: Encodable {
  let board: Board
  let generations: [GenerationDocument]
}
