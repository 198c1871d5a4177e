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
      """)

  @Argument(help: "Generations: @last, @last~1, or the first four or more letters of an id.")
  var ids: [String] = []

  @Option(
    help: ArgumentHelp(
      "Rebuild all that a search finds, each with its line; see 'troupe search --help'.",
      valueName: "query"))
  var query: String?

  @Option(
    help: ArgumentHelp(
      "Rebuild a conversation: its id, the first letters of it, or @last.", valueName: "session"))
  var session: String?

  @Option(name: .shortAndLong, help: "The model to rebuild on, by id or alias.")
  var model: String

  @Flag(help: "Show what would be sent; send nothing.")
  var plan = false

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
    if [!ids.isEmpty, query != nil, session != nil].count(where: \.self) != 1 {
      throw ValidationError(
        "Name generations, or a --query that finds them, or a --session, as in 'rebuild @last'.")
    }
    if expect != nil, query != nil || ids.count > 1 {
      throw ValidationError("--expect is the digest of one plan: name one generation.")
    }
  }

  func run() async throws {
    let library = try await plan ? global.openToRead() : global.openToSpend()
    let names = try await names(library)
    var endings = ReworkEndings(library: library, console: global.console)
    for name in names {
      if plan {
        let rework = try await library.planRebuild(name, model: model, terms: rework.terms)
        endings.add(rework, shows: true)
      } else {
        let options = endings.options(cost, expected: expect)
        endings.add(
          try await library.rebuild(name, model: model, terms: rework.terms, options: options))
        if endings.isStopped { break }
      }
    }
    try endings.finish(isOne: query == nil && names.count == 1)
  }

  private func lastImage(of session: String, _ library: Library) async throws -> ULID {
    for turn in try await library.session(session).turns.reversed()
    where try await library.generation(.id(turn)).state == .done { return turn }
    throw TroupeError.request(.nothingToRebuild(session))
  }

  /// The generations to rebuild. Of what a query finds only those that no other one found goes back to.
  private func names(_ library: Library) async throws -> [GenerationName] {
    if let session { return [.id(try await lastImage(of: session, library))] }
    guard let query else { return ids.map { GenerationName($0) } }
    let found = try await library.search("\(query) state:done", limit: 1000).generations
    var inner: Set<ULID> = []
    for generation in found {
      let line = try await library.lineage(.id(generation.id))
      let place = line.generations.firstIndex { $0.id == generation.id } ?? 0
      inner.formUnion(line.generations[..<place].map(\.id))
    }
    let outer = found.filter { !inner.contains($0.id) }
    if outer.isEmpty { throw TroupeError.request(.nothingToRebuild(query)) }
    return outer.reversed().map { .id($0.id) }
  }
}
