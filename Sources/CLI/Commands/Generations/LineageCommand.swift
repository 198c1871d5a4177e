import ArgumentParser
import Troupe

struct LineageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lineage", abstract: "Show what an image goes back to, and what was made of it.",
    discussion: """
        troupe lineage @last
        troupe lineage @last --format dot | dot -Tsvg > lineage.svg
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case tree, json, dot }

  @Argument(help: "A generation: @last, @last~1, or the first four or more letters of its id.")
  var id: String

  @Option(help: "tree, json, or dot for Graphviz.")
  var format = Format.tree

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToRead()
    let lineage = try await library.lineage(GenerationName(id))
    let pairs = try await library.pairs(of: lineage)
    let isJSON = global.json || format == .json
    if isJSON {
      let all = lineage.generations.map { GenerationDocument($0, library: library) }
      return try Console(isJSON: true, isQuiet: global.quiet, isVerbose: global.verbose)
        .document(LineageDocument(focus: lineage.focus, generations: all, pairs: pairs))
    }
    global.console.print(
      format == .dot ? LineageGraph(lineage: lineage).text : LineageTree(lineage, pairs: pairs).text
    )
  }
}

private struct LineageDocument: Encodable {
  let focus: ULID
  let generations: [GenerationDocument]
  let pairs: [LineagePair]
}
