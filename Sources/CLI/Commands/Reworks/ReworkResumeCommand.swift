import ArgumentParser
import Troupe

struct ReworkResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Send the steps of a rework that wait or were left.",
    discussion: """
      Never those that were refused, failed, or have no known outcome.

        troupe rework resume
        troupe rework resume @last --max-cost 2
      """)

  @Argument(
    help: "The rework: @last, or the first four or more letters of its id.", completion: .reworks)
  var rework = "@last"

  @Flag(help: "Also make again what was made of images that were replaced since.")
  var ripple = false

  @OptionGroup var cost: CostArguments
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToSpend()
    var endings = ReworkEndings(library: library, console: global.console)
    let options = endings.options(cost, ripple: ripple)
    endings.add(try await library.resumeRework(rework, options: options))
    try endings.finish()
  }
}

struct ReworkRetryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Make a step of a rework once more, if need be otherwise.",
    discussion: """
      The new image counts, the old one stays in the record.

        troupe rework retry @last 3 --prompt "@kael at the window, seen from outside"
        troupe rework retry @last 4.2 --set aspect=4:3
      """)

  @OptionGroup var name: ReworkStepName

  @Option(help: "What is asked instead. Default: the words of the step.", completion: .prompts)
  var prompt: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "A setting instead: aspect, size, seed, or an option of the model; empty takes it away.",
      valueName: "name=value"))
  var set: [Setting] = []

  @OptionGroup var cost: CostArguments
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToSpend()
    var endings = ReworkEndings(library: library, console: global.console)
    let options = endings.options(cost)
    endings.add(
      try await library.retryStep(
        name.step, of: name.rework, prompt: prompt,
        settings: Dictionary(set.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 }),
        options: options))
    try endings.finish()
  }
}

struct ReworkResendCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resend", abstract: "Send a step again whose outcome is not known.",
    discussion: """
      The same bytes once more: if the first send was made after all, both are billed. Look at \
      your account at the provider first.

        troupe rework resend @last 3
      """)

  @OptionGroup var name: ReworkStepName
  @OptionGroup var cost: CostArguments
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToSpend()
    var endings = ReworkEndings(library: library, console: global.console)
    let options = endings.options(cost)
    endings.add(try await library.resendStep(name.step, of: name.rework, options: options))
    try endings.finish()
  }
}
