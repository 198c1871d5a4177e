import ArgumentParser
import Troupe

struct SearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Find past generations, newest first.",
    discussion: """
      Words in any language, "a phrase", begin*, -not, and the filters with:@kael \
      model:gemini-3-pro-image state:refused after:2026-01-31 before:2026-03. Any text is \
      understood somehow; --explain says how. A query that begins with a dash goes after --.

        troupe search 'roof night with:@kael'
      """)

  @Argument(help: "What to find. Default: all.")
  var query: [String] = []

  @Option(help: ArgumentHelp("The most to show.", valueName: "n"))
  var limit = 20

  @Flag(help: "Say on stderr what the query was taken to mean.")
  var explain = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit needs a number from 1 on.") }
  }

  func run() async throws {
    let library = try await global.openToRead()
    let result = try await library.search(query.joined(separator: " "), limit: limit)
    try global.console.document(
      ResultDocument(
        interpretation: result.interpretation,
        generations: result.generations.map { GenerationDocument($0, library: library) }))
    if explain { global.console.say("Understood: \(result.interpretation)") }
    if result.generations.isEmpty { return global.console.say("Nothing found.") }
    global.console.print(
      GenerationTable(generations: result.generations, library: library).found)
    if result.generations.count == limit {
      global.console.say("The newest \(limit); --limit shows more.")
    }
  }
}

private struct ResultDocument: Encodable {
  let interpretation: String
  let generations: [GenerationDocument]
}
