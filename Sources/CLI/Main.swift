import ArgumentParser
import Foundation
import Troupe

/// Parses, runs one command, and ends with its exit status.
@main
enum Main {
  static func main() async {
    // A closed pipe is seen when writing; a paid call must not die of it.
    signal(SIGPIPE, SIG_IGN)
    // What scripts ask first needs none of the rest, which takes longer to start than to run.
    if CommandLine.argc == 2, CommandLine.arguments.last == "--version" {
      StandardStream.output.write(Version.number + "\n")
      exit(StandardStream.output.failure.flatMap(Failure.of)?.exitStatus ?? 0)
    }
    if let text = await completion(RawArguments.all) {
      StandardStream.output.write(text)
      exit(0)
    }
    let arguments = ShowChoice.completed(LeadingOptions.moved(RawArguments.all))
    let task = Task { try await execute(arguments) }
    let interruption = Interruption { task.cancel() }
    let result = await task.result
    interruption.end()
    var failure = failure(of: result, arguments)
    if interruption.hasCome { failure?.exitStatus = ExitStatus.interrupted.rawValue }
    failure?.report(asJSON: LeadingOptions.wantJSON(arguments))
    exit(failure?.exitStatus ?? 0)
  }

  /// What a shell reads that completes lines; `nil` for other arguments.
  private static func completion(_ arguments: [String]) async -> String? {
    if let script = CompletionScript.asked(arguments) { return script.text }
    return await CompletionScript.answer(arguments)
  }

  private static func execute(_ arguments: [String]) async throws {
    let named = NamedCommand(arguments)
    if let word = named.unknown {
      if named.path.isEmpty, let plugin = Plugin(word) { try plugin.run(arguments) }
      throw ValidationError(named.sentence(about: word))
    }
    var command = try await TroupeCommand.asyncParseAsRoot(arguments)
    if var command = command as? any AsyncParsableCommand {
      try await command.run()
    } else {
      try command.run()
    }
  }

  private static func failure(
    of result: Result<Void, any Error>, _ arguments: [String]
  ) -> Failure? {
    if case .failure(let error) = result {
      if let text = Failure.helpText(error) {
        if let word = LeadingOptions.mistakenForHelp(arguments) {
          return Failure(
            code: "usage",
            message: "'\(word)' is not an option. Put text that begins with a dash after --.",
            exitStatus: 2)
        }
        StandardStream.output.write(text + "\n")
      }
      if var failure = Failure.of(error) {
        if failure.code == "usage", let sentence = TypingMistake(arguments).sentence {
          failure.message = sentence
        }
        return failure
      }
    }
    return StandardStream.output.failure.flatMap(Failure.of)
  }
}
