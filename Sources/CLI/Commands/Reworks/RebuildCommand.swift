import ArgumentParser
import Troupe

struct RebuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Rebuild an image and all it goes back to on another model.",
    discussion: """
      References are chosen again under the new model's limits, and everything is planned before \
      anything is sent; later changes of the cast change nothing in it. Old and new stay linked. \
      --plan shows it all and sends nothing. A step that does not come keeps only those waiting \
      that need it: 'troupe rework' goes on.

        troupe rebuild @last --model gemini-3-pro-image --plan
        troupe rebuild @last --model flux-2-pro --max-cost 2
        troupe rebuild --session @last --model gemini-3-pro-image
        troupe rebuild --query "with:@kael after:2026-11" --model gpt-image-2 --plan
        troupe rebuild --stale with:@kael --plan

      --stale rebuilds what does not show the cast of today, see 'troupe search --stale', and was \
      not made again since. Without --model each is made again on its own model, and what it goes \
      back to stays as it is.
      """)

  @Argument(
    help: """
      Generations: @last, @last~1, or the first four or more letters of an id. With --stale the \
      words of a query.
      """, completion: .generations)
  var ids: [String] = []

  @Option(
    help: ArgumentHelp(
      "Rebuild all that a search finds, each with its line; see 'troupe search --help'.",
      valueName: "query"), completion: .queries)
  var query: String?

  @Option(
    help: ArgumentHelp(
      "Rebuild a conversation: its id, the first letters of it, or @last.", valueName: "session"),
    completion: .sessions)
  var session: String?

  @Flag(help: "Rebuild, with the cast of today, what does not show it; all, or what a query finds.")
  var stale = false

  @Option(
    name: .shortAndLong,
    help: "The model to rebuild on, by id or alias; with --stale by default that of each.",
    completion: .models)
  var model: String?

  @Flag(help: "Show what would be sent; send nothing.")
  var plan = false

  @Option(
    help: ArgumentHelp(
      "With --plan: also show what would be sent otherwise than in this rework; its id or @last.",
      valueName: "rework"), completion: .generations)
  var against: String?

  @Option(
    help: ArgumentHelp(
      """
      Send exactly what was planned, once: the digest that --plan shows, or its first 8 or more \
      digits. Where anything else would be sent, nothing is.
      """, valueName: "digest"))
  var expect: String?

  @OptionGroup var rework: ReworkArguments
  @OptionGroup var cost: CostArguments
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if against != nil, !plan || stale || query != nil || ids.count > 1 {
      throw ValidationError("--against compares one --plan with an earlier rework.")
    }
    if stale { return try validateStale() }
    if [!ids.isEmpty, query != nil, session != nil].count(where: \.self) != 1 {
      throw ValidationError(
        "Name generations, or a --query that finds them, or a --session, as in 'rebuild @last'.")
    }
    if model == nil {
      throw ValidationError("Name the model to rebuild on, as in 'rebuild @last --model MODEL'.")
    }
    if expect != nil, query != nil || ids.count > 1 {
      throw ValidationError("--expect is the digest of one plan: name one generation.")
    }
  }

  func run() async throws {
    let library = try await plan ? global.openToRead() : global.openToSpend()
    let works = try await works(library)
    var endings = ReworkEndings(library: library, console: global.console)
    let earlier: Rework? = if let against { try await library.rework(against) } else { nil }
    for work in works where !endings.isStopped {
      do {
        endings.add(
          try await carryOut(work, library, endings), shows: plan, against: earlier)
      } catch let error as TroupeError
        where (stale || works.count > 1) && error.concernsOneGeneration
      {
        endings.add(error, of: work.name)
      }
    }
    try endings.finish(isOne: query == nil && !stale && works.count == 1)
  }

  private func carryOut(
    _ work: RebuildWork, _ library: Library, _ endings: ReworkEndings
  ) async throws -> Rework {
    if plan {
      return try await library.planRebuild(work.name, model: work.model, terms: work.terms)
    }
    return try await library.rebuild(
      work.name, model: work.model, terms: work.terms,
      options: endings.options(cost, expected: expect))
  }

  /// What to rebuild, oldest first where it was searched for.
  private func works(_ library: Library) async throws -> [RebuildWork] {
    if stale { return try await staleWorks(library) }
    let model = model ?? ""
    if let session {
      let last = GenerationName.id(try await lastImage(of: session, library))
      return [RebuildWork(name: last, model: model, terms: rework.terms())]
    }
    guard let query else {
      return ids.map { RebuildWork(name: GenerationName($0), model: model, terms: rework.terms()) }
    }
    let found = try await library.search("(\(query)) state:done", limit: 1000).generations
    let outer = try await library.outermost(found)
    if outer.isEmpty { throw TroupeError.request(.nothingToRebuild(query)) }
    return outer.reversed().map {
      RebuildWork(name: .id($0.id), model: model, terms: rework.terms())
    }
  }
}

extension RebuildCommand {
  private func lastImage(of session: String, _ library: Library) async throws -> ULID {
    for turn in try await library.session(session).turns.reversed()
    where try await !library.generation(.id(turn)).outputs.isEmpty { return turn }
    throw TroupeError.request(.nothingToRebuild(session))
  }
}

/// One rebuild of those that a command makes.
struct RebuildWork {
  let name: GenerationName
  let model: String
  let terms: ReworkTerms
}

extension Library {
  /// Those of `found` that no other one of them goes back to.
  func outermost(_ found: [Generation]) async throws -> [Generation] {
    var inner: Set<ULID> = []
    for generation in found {
      let line = try await lineage(.id(generation.id))
      let place = line.generations.firstIndex { $0.id == generation.id } ?? 0
      inner.formUnion(line.generations[..<place].map(\.id))
    }
    return found.filter { !inner.contains($0.id) }
  }
}
