import ArgumentParser
import Troupe

struct ModelsCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say which models in use are ending, and what depends on them.",
    discussion: """
      Of each model that made something in this library: when it ends, what its vendor names in its \
      place, how much here depends on it, what all of that would cost to rebuild, and how estimates \
      compare with bills. Of a model that has ended or ends soon the newest lineages are planned on \
      its successor: what each would cost and lose. Ends with status 3 where there is one.

        troupe models check
        troupe models check --within 30 --lineages 10 --json
      """)

  @Option(help: ArgumentHelp("How many days ahead to look. Default: 90.", valueName: "days"))
  var within = 90

  @Option(
    help: ArgumentHelp(
      "How many lineages of a model that ends are planned on its successor. Default: 20.",
      valueName: "count"))
  var lineages = 20

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard (0...3650).contains(within) else {
      throw ValidationError(
        "--within \(within) cannot be used: 0 to 3650 days can be looked ahead.")
    }
    guard (0...100_000).contains(lineages) else {
      throw ValidationError("--lineages \(lineages) cannot be used: 0 to 100000 can be planned.")
    }
  }

  func run() async throws {
    let library = try await global.openToRead()
    var lives = try await library.modelLives(within: within)
    for index in lives.indices where lives[index].isEnding && lineages > 0 {
      let life = lives[index]
      guard let successor = life.status?.successor else { continue }
      do {
        lives[index].lineages = try await library.forecasts(
          of: life.use.model, on: successor, limit: lineages)
      } catch TroupeError.request(.unknownModel) {
        // The vendor names a model that has no profile yet.
      }
    }
    try global.console.document(["models": lives])
    if lives.isEmpty { return global.console.print("No model has made anything here yet.") }
    global.console.print(ModelLifeListing.text(lives))
    let ending = lives.filter(\.isEnding).map(\.use.model)
    if !ending.isEmpty { throw TroupeError.library(.modelsEnding(ending, days: within)) }
  }
}
