import ArgumentParser
import Troupe

struct BatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch", abstract: "Fetch, list or give up what is made in batches.",
    discussion: """
      --batch of 'generate' and 'edit' sends a request at a lower price, and it is made within a \
      day. It is recorded before it is sent and can be fetched from any later session.

        troupe generate "@kael on a roof" --model gemini-3-pro-image --batch
        troupe batch fetch
      """,
    subcommands: [BatchListCommand.self, BatchFetchCommand.self, BatchCancelCommand.self],
    defaultSubcommand: BatchListCommand.self)
}

struct BatchListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "What is under way in batches; needs no network.",
    discussion: """
        troupe batch list
      """)

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToRead()
    let underWay = try await library.batches()
    try global.console.document([
      "generations": underWay.map { GenerationDocument($0, library: library) }
    ])
    if underWay.isEmpty { return global.console.say("Nothing is under way in a batch.") }
    global.console.print(GenerationTable(generations: underWay, library: library).found)
  }
}

struct BatchFetchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Ask for what is under way in batches, and record what has come.",
    discussion: """
      Asking costs nothing. Without --wait each is asked for once.

        troupe batch fetch
        troupe batch fetch @last --wait
      """)

  @Argument(
    help: "Generations: @last, or the beginnings of their ids. Default: all.",
    completion: .generations)
  var generations: [String] = []

  @Flag(help: "Ask again every 60 s until all have come.")
  var wait = false

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToSpend()
    let names = try generations.map { try GenerationName($0) }
    var wanted = Set(try await library.batches().map(\.id))
    if !names.isEmpty {
      wanted = []
      for name in names { wanted.insert(try await library.generation(name).id) }
    }
    var findings = try await library.fetchBatches(names)
    var left = try await count(wanted, library)
    while wait, left > 0 {
      global.console.say("\(left.of("image")) to come; asking again in 60 s.")
      try await Task.sleep(for: .seconds(60))
      findings += try await library.fetchBatches().filter { wanted.contains($0.generation) }
      left = try await count(wanted, library)
    }
    try await global.console.show(findings, in: library)
    if left > 0 { global.console.say("\(left.of("image")) to come.") }
    if findings.isEmpty, left == 0 { global.console.say("Nothing is under way in a batch.") }
  }

  private func count(_ wanted: Set<ULID>, _ library: Library) async throws -> Int {
    try await library.batches().count { wanted.contains($0.id) }
  }
}

struct BatchCancelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Have a batch given up that is under way.",
    discussion: """
      What is done by then is fetched, and billed.

        troupe batch cancel @last
      """)

  @Argument(help: "A generation: @last, or the beginning of its id.", completion: .generations)
  var generation: String

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToSpend()
    let findings = try await library.cancelBatch(try GenerationName(generation))
    try await global.console.show(findings, in: library)
    if findings.isEmpty {
      global.console.say("It is asked to stop; 'troupe batch fetch' tells what came of it.")
    }
  }
}

extension Console {
  /// What batches ended as, with their images.
  fileprivate func show(_ findings: [RecoveryFinding], in library: Library) async throws {
    try document(["findings": findings])
    let listing = ResultListing(library: library, console: self)
    for finding in findings {
      let name = try GenerationName("\(finding.generation)")
      let made = try await library.generation(name)
      print(
        "\(finding.generation)  \(finding.before.rawValue) → \(finding.after.rawValue, finding.after.tint)"
      )
      listing.show(GenerationResult(generation: made))
      if let message = made.message { say("\(message)") }
    }
  }
}
