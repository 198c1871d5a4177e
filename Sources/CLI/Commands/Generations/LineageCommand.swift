import ArgumentParser
import Troupe

struct LineageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lineage", abstract: "Show what an image goes back to, and what was made of it.",
    discussion: """
        troupe lineage @last
        troupe lineage @last --format dot | dot -Tsvg > lineage.svg

      Of a long lineage the nearest are shown: what the image was made from, what went before that, \
      and what was made of it first. With --json, 'next' is where the next part begins, for --after.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case tree, json, dot }

  @Argument(
    help: "A generation: @last, @last~1, or the first four or more letters of its id.",
    completion: .generations)
  var id: String

  @Option(help: "tree, json, or dot for Graphviz.")
  var format = Format.tree

  @Option(help: ArgumentHelp("The most to show.", valueName: "n"))
  var limit = 100

  @Flag(help: "Show all of it.")
  var all = false

  @Option(
    help: ArgumentHelp("Go on where an earlier part ended, by its 'next'.", valueName: "next"))
  var after: LineageCursor?

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit needs a number from 1 on.") }
  }

  func run() async throws {
    let library = try await global.openToRead()
    let page = try await library.lineage(
      GenerationName(id), limit: all ? .max : limit, after: after)
    let pairs = try await library.pairs(of: page)
    if global.json || format == .json {
      let generations = try await library.generations(page.generations.map(\.id))
      return try Console(isJSON: true, isQuiet: global.quiet, isVerbose: global.verbose)
        .document(
          LineageDocument(
            page, generations.map { GenerationDocument($0, library: library) }, pairs))
    }
    global.console.print(
      format == .dot ? LineageGraph(page).text : LineageTree(page, pairs: pairs).text)
    guard let next = page.next else { return }
    global.console.say(
      """
      \(page.remaining.all) more of \(page.total.all + 1); --limit or --all shows more, \
      --after \(next) the next \(limit).
      """)
  }
}

private struct LineageDocument: Encodable {
  let focus: ULID
  let generations: [GenerationDocument]
  let pairs: [LineagePair]
  let total: LineagePage.Count
  let remaining: LineagePage.Count
  let roots: [ULID]
  let depth: Int
  let next: LineageCursor?

  init(_ page: LineagePage, _ generations: [GenerationDocument], _ pairs: [LineagePair]) {
    focus = page.focus
    self.generations = generations
    self.pairs = pairs
    total = page.total
    remaining = page.remaining
    roots = page.roots
    depth = page.depth
    next = page.next
  }
}
