import ArgumentParser
import Troupe

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Ask a vision model whether images still show their cast.",
    discussion: """
      One call an image, against the references that were sent: each trait kept, changed or not \
      visible, with words of evidence; who is to be seen, and how many; who resembles whom; what of \
      a reference was copied. Judge: --model, else judge in troupe.toml. What it answers is \
      recorded, and overwrites no rating; what is no whole answer is no verdict. Equal checks are \
      answered from the record. 'troupe search check:changed' finds them again.

        troupe check @last --model gemini-3.8-flash
        troupe check 01K8Z3/2 --plan
        troupe check 'with:@kael after:2026-11-01' --max-cost 0.50
        troupe check @last --offline
      """)

  @Argument(
    help: ArgumentHelp(
      "Images (GENERATION/N, @last, digits of a digest), generations, or a search.",
      valueName: "image|query"), completion: .images)
  var words: [String]

  @Option(
    name: .shortAndLong, help: "The judge, by id or alias. Default: troupe.toml's.",
    completion: .models)
  var model: String?

  @Flag(help: "Show what would be asked, and its price; send nothing.")
  var plan = false

  @Flag(help: "Ask again what the record answers.")
  var fresh = false

  @Flag(
    help: """
      Ask no model: measure how near the pixels lie to the references (bits of 128 in which \
      fingerprints differ; levels of color), and size and aspect against what was asked.
      """)
  var offline = false

  @Option(help: ArgumentHelp("The most images of a search.", valueName: "n"))
  var limit = 20

  @OptionGroup var cost: CostArguments
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit needs a number from 1 on.") }
    if offline, plan || fresh || model != nil {
      throw ValidationError("--offline asks no model: leave --model, --plan and --fresh out.")
    }
  }

  func run() async throws {
    if offline || plan {
      let library = try await global.openToRead()
      let images = try await images(in: library)
      return offline
        ? try await measure(images, library) : try await showPlan(images, library)
    }
    let library = try await global.openToSpend()
    let images = try await images(in: library)
    let bar = global.console.progress("Checking")
    let results = try await library.check(
      images, options, onEvent: bar.show, approve: global.console.approval(cost, doing: "Check"))
    bar.end()
    try global.console.document(CheckResultsDocument(results))
    global.console.print(results.map { CheckListing($0.check).text }.joined(separator: "\n\n"))
    if results.contains(where: \.isFromRecord) {
      global.console.say("Answered from the record, nothing was sent; --fresh asks again.")
    }
    if let error = results.gravest { throw error }
  }

  private var options: CheckOptions {
    var options = CheckOptions()
    options.model = model
    options.isFresh = fresh
    options.maxCost = cost.maxCost
    return options
  }

  /// A text with a filter is a search, and so is one that names nothing.
  private func images(in library: Library) async throws -> [ImageName] {
    let query = words.joined(separator: " ")
    if words.count == 1, !query.contains(":"), !query.contains(" ") { return [ImageName(query)] }
    if !query.contains(":"), words.allSatisfy({ !$0.contains(" ") }) {
      return words.map { ImageName($0) }
    }
    let found = try await library.search(query, limit: .max).generations
    let images = found.flatMap(\.outputs).prefix(limit).map { ImageName.output($0.id) }
    if images.isEmpty { throw TroupeError.request(.nothingToCheck(query)) }
    return Array(images)
  }

  private func showPlan(_ images: [ImageName], _ library: Library) async throws {
    let plan = try await library.planCheck(images, options)
    try global.console.document(plan)
    global.console.print(CheckPlanListing(plan).text)
  }

  private func measure(_ images: [ImageName], _ library: Library) async throws {
    let measures = try await library.measure(images)
    try global.console.document(["measures": measures])
    global.console.print(measures.map { MeasuresListing($0).text }.joined(separator: "\n\n"))
  }
}

extension [CheckResult] {
  /// One error for all that have no verdict; that of the only one as it is.
  var gravest: TroupeError? {
    let failed = filter { $0.error != nil }
    guard let first = failed.first else { return nil }
    if failed.count == 1 { return first.error }
    let order: [CheckState] = [.unknown, .failed, .noVerdict]
    let gravest = order.first { state in failed.contains { $0.check.state == state } }
    return .request(
      .checkIncomplete(
        gravest ?? first.check.state, count: failed.count, reason: first.check.message ?? ""))
  }
}
