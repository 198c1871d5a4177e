import ArgumentParser
import Troupe

struct ModelsCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say which models in use are ending, and what depends on them.",
    discussion: """
      Of each model that made something in this library: when it ends, what its vendor names in its \
      place, how much here depends on it, what all of that would cost to rebuild, and how estimates \
      compare with bills. Ends with status 3 where one has ended or ends soon.

        troupe models check
        troupe models check --within 30 --json
      """)

  @Option(help: ArgumentHelp("How many days ahead to look. Default: 90.", valueName: "days"))
  var within = 90

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard (0...3650).contains(within) else {
      throw ValidationError(
        "--within \(within) cannot be used: 0 to 3650 days can be looked ahead.")
    }
  }

  func run() async throws {
    let lives = try await global.openToRead().modelLives(within: within)
    try global.console.document(["models": lives])
    if lives.isEmpty { return global.console.print("No model has made anything here yet.") }
    global.console.print(ModelLifeListing.text(lives))
    let ending = lives.filter(\.isEnding).map(\.use.model)
    if !ending.isEmpty { throw TroupeError.library(.modelsEnding(ending, days: within)) }
  }
}
