import ArgumentParser
import Troupe

struct SearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Find past generations, newest first.",
    discussion: """
      All words must be there, in any language: in the prompt, in what the cast was said to be, in \
      captions, in the words of the answer or of a refusal, in tags and notes. "a phrase", begin*, \
      -not, this OR that, (groups). Filters, each also with a minus:

        with:@kael with:@kael/winter look:winter    whom it shows
        model:gemini-3 provider:google state:refused reason:safety
        after:2026-01-31 before:2026-03 on:yesterday after:last week
        rating:4.. pick:yes|no|rejected tag:hero note:hand by:anna board:covers
        cost:0.1.. cost:unknown size:2K size:1024x1024 size:2000.. aspect:16:9 aspect:portrait
        parent:ID under:ID like:FILE|IMAGE scene:night shot:14 session:01K8Z3
        check:changed|kept|unsure|none is:stale
        sort:newest|oldest|relevance|cost|cheapest|rating|likeness

      Any text is understood somehow; --explain says how. A query that begins with a dash goes \
      after --.

        troupe search 'roof night with:@kael'
        troupe search '(roof OR balcony) -rain after:last month sort:relevance' --facets
        troupe search --stale with:@kael

      --stale finds what does not show the cast of today, and says why: a description or traits, \
      also of a look, were changed since, a picture that was sent was retired, or an asset removed. \
      A rename changes nothing, and what is set back is fresh again. 'troupe rebuild --stale' makes \
      it again.

      --batch answers many questions in one process: each line of stdin is an object as in \
      {"query": "roof", "limit": 20}, each line of stdout the array of what was found. --complete \
      tells how a query that is being typed can go on, as in \
      'troupe search --complete "roof with:@k"'.
      """)

  @Argument(help: "What to find. Default: all.", completion: .queries)
  var query: [String] = []

  @Option(help: ArgumentHelp("The most to show.", valueName: "n"))
  var limit = 20

  @Option(
    help: ArgumentHelp(
      "Go on after a page: what it told as next.", valueName: "cursor"))
  var after: String?

  @Flag(help: "Say on stderr what the query was taken to mean.")
  var explain = false

  @Flag(help: "Count what is found by model, asset, state and month.")
  var facets = false

  @Flag(help: "Find only what does not show the cast as it is today, each with why.")
  var stale = false

  @Flag(help: "Read questions from stdin, a line of JSON each.")
  var batch = false

  @Flag(help: "Tell what the last word of the query can become, a line each.")
  var complete = false

  @OptionGroup(title: "Showing") var showing: ShowOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit needs a number from 1 on.") }
    let kinds = [facets, stale, batch, complete].count { $0 }
    if kinds > 1 || (kinds == 1 && after != nil) {
      throw ValidationError(
        "Of --facets, --stale, --batch, --complete and --after only one can be given.")
    }
    if batch, !query.isEmpty {
      throw ValidationError("With --batch the questions come from stdin.")
    }
  }

  private var text: String { query.joined(separator: " ") }

  func run() async throws {
    let library = try await global.openToRead()
    if batch { return try await SearchBatch(library: library, limit: limit).run() }
    if complete {
      let words = try await library.searchCompletions(text, limit: limit)
      try global.console.document(CompletionsDocument(completions: words))
      for word in words { global.console.print("\(word)") }
      return
    }
    if stale { return try await runStale(library) }
    if facets { return try await runFacets(library) }
    let result = try await library.search(text, limit: limit, after: after)
    let annotations = try await library.annotations(of: result.generations.map(\.id))
    try global.console.document(
      ResultDocument(
        interpretation: result.interpretation,
        generations: result.generations.map {
          GenerationDocument($0, library: library, annotations: annotations.of($0.id))
        }, total: result.total, isTotalExact: result.total.map { _ in result.isTotalExact },
        next: result.next))
    say(result.notes)
    if explain { global.console.say("Understood: \(result.interpretation)") }
    if result.generations.isEmpty { return global.console.say("Nothing found.") }
    global.console.print(
      GenerationTable(
        generations: result.generations, library: library, annotations: annotations
      ).found)
    await showing.screen(global.console)?.show(
      result.generations.compactMap(\.outputs.first), in: library)
    sayMore(result)
  }

  private func runStale(_ library: Library) async throws {
    let result = try await library.staleGenerations(text, limit: limit)
    let listing = StaleListing(generations: result.generations, library: library)
    try global.console.document(
      StaleResultDocument(
        interpretation: result.interpretation, generations: listing.documents))
    say(result.notes)
    if explain { global.console.say("Understood, of what is stale: \(result.interpretation)") }
    if result.generations.isEmpty { return global.console.say("Nothing found that is stale.") }
    global.console.print(listing.text)
    if result.generations.count == limit {
      global.console.say("The newest \(limit); --limit shows more.")
    }
  }

  private func runFacets(_ library: Library) async throws {
    let facets = try await library.searchFacets(text)
    let result = try await library.search(text, limit: 1)
    try global.console.document(
      FacetsDocument(interpretation: result.interpretation, facets: facets))
    say(result.notes)
    if explain { global.console.say("Understood: \(result.interpretation)") }
    if facets.total == 0 { return global.console.say("Nothing found.") }
    var table = Table(["", "", "GENERATIONS"])
    table.add("in all", "", .init("\(facets.total)"))
    for (name, counts) in [
      ("model", facets.models), ("asset", facets.assets), ("state", facets.states),
      ("month", facets.months),
    ] {
      for (index, one) in counts.enumerated() {
        table.add(.init(index == 0 ? name : ""), .init(one.value), .init("\(one.count)"))
      }
    }
    global.console.print(table.text())
  }

  /// What was not understood, which `--explain` tells with the rest.
  private func say(_ notes: [String]) {
    if !explain { for note in notes { global.console.say("\("Warning:", .bad) \(note)") } }
  }

  private func sayMore(_ result: SearchResult) {
    guard let next = result.next else { return }
    let count = result.generations.count
    let all = result.total.map { result.isTotalExact ? " of \($0)" : " of more than \($0)" } ?? ""
    global.console.say(
      "\(count)\(all) shown; --limit shows more, --after \(next) those that follow.")
  }
}

private struct CompletionsDocument: Encodable {
  let completions: [String]
}

private struct ResultDocument: Encodable {
  let interpretation: String
  let generations: [GenerationDocument]
  let total: Int?
  let isTotalExact: Bool?
  let next: String?
}

private struct FacetsDocument: Encodable {
  let interpretation: String
  let facets: SearchFacets
}

private struct StaleResultDocument: Encodable {
  let interpretation: String
  let generations: [StaleDocument]
}
