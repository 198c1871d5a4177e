import ArgumentParser
import Troupe

struct ReworkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rework", abstract: "Go on with a rebuild, step by step.",
    discussion: """
      A rework is one run of 'troupe rebuild': its plan never changes, and nothing that came is \
      sent for again. A step that was refused is sent again only by 'retry', one whose outcome is \
      not known only by 'resend'.

        troupe rework show
        troupe rework retry @last 3 --prompt "@kael at the window, seen from outside"
        troupe rework resume
      """,
    subcommands: [
      ReworkListCommand.self, ReworkShowCommand.self, ReworkResumeCommand.self,
      ReworkRetryCommand.self, ReworkResendCommand.self, ReworkAcceptCommand.self,
      ReworkKeepCommand.self, ReworkSkipCommand.self, ReworkEndCommand.self,
    ])
}

/// Which rework.
struct ReworkName: ParsableArguments {
  @Argument(
    help: "The rework: @last, or the first four or more letters of its id.", completion: .reworks)
  var rework: String
}

/// Which rework, and which step of it.
struct ReworkStepName: ParsableArguments {
  @OptionGroup var name: ReworkName

  @Argument(help: "The step by its number; STEP.TAKE for one of several images of a step.")
  var step: String

  var rework: String { name.rework }
}
