import ArgumentParser
import Troupe

struct SearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Find past generations, newest first.",
    discussion: """
      Words in any language, "a phrase", begin*, -not, and the filters with:@kael \
      model:gemini-3-pro-image state:refused after:2026-01-31 before:2026-03 \
      rating:4.. pick:yes|no|rejected tag:hero note:hand board:covers \
      check:changed|kept|unsure|none scene:night shot:14 session:01K8Z3. Any text is understood \
      somehow; --explain says how. A query that begins with a dash goes after --.

        troupe search 'roof night with:@kael'
        troupe search --stale with:@kael

      --stale finds what does not show the cast of today, and says why: a description or traits, \
      also of a look, were changed since, a picture that was sent was retired, or an asset removed. \
      A rename changes nothing, and what is set back is fresh again. 'troupe rebuild --stale' makes \
      it again.
      """)

  @Argument(help: "What to find. Default: all.")
  var query: [String] = []

  @Option(help: ArgumentHelp("The most to show.", valueName: "n"))
  var limit = 20

  @Flag(help: "Say on stderr what the query was taken to mean.")
  var explain = false

  @Flag(help: "Find only what does not show the cast as it is today, each with why.")
  var stale = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit needs a number from 1 on.") }
  }

  func run() async throws {
    let library = try await global.openToRead()
    if stale { return try await runStale(library) }
    let result = try await library.search(query.joined(separator: " "), limit: limit)
    let annotations = try await library.annotations(of: result.generations.map(\.id))
    try global.console.document(
      ResultDocument(
        interpretation: result.interpretation,
        generations: result.generations.map {
          GenerationDocument($0, library: library, annotations: annotations.of($0.id))
        }))
    say(result.notes)
    if explain { global.console.say("Understood: \(result.interpretation)") }
    if result.generations.isEmpty { return global.console.say("Nothing found.") }
    global.console.print(
      GenerationTable(
        generations: result.generations, library: library, annotations: annotations
      ).found)
    sayLimit(result.generations.count)
  }

  private func runStale(_ library: Library) async throws {
    let result = try await library.staleGenerations(query.joined(separator: " "), limit: limit)
    let listing = StaleListing(generations: result.generations, library: library)
    try global.console.document(
      StaleResultDocument(
        interpretation: result.interpretation, generations: listing.documents))
    say(result.notes)
    if explain { global.console.say("Understood, of what is stale: \(result.interpretation)") }
    if result.generations.isEmpty { return global.console.say("Nothing found that is stale.") }
    global.console.print(listing.text)
    sayLimit(result.generations.count)
  }

  /// What was not understood, which `--explain` tells with the rest.
  private func say(_ notes: [String]) {
    if !explain { for note in notes { global.console.say("\("Warning:", .bad) \(note)") } }
  }

  private func sayLimit(_ count: Int) {
    if count == limit { global.console.say("The newest \(limit); --limit shows more.") }
  }
}

private struct ResultDocument: Encodable {
  let interpretation: String
  let generations: [GenerationDocument]
}

private struct StaleResultDocument: Encodable {
  let interpretation: String
  let generations: [StaleDocument]
}
