import ArgumentParser
import Foundation
import Troupe

/// Parses, runs one command, and ends with its exit status.
@main
enum Main {
  static func main() async {
    // A closed pipe is seen when writing; a paid call must not die of it.
    signal(SIGPIPE, SIG_IGN)
    let arguments = LeadingOptions.moved(Array(CommandLine.arguments.dropFirst()))
    let task = Task { try await execute(arguments) }
    let interruption = Interruption { task.cancel() }
    let result = await task.result
    interruption.end()
    exit(status(of: result, asJSON: LeadingOptions.wantJSON(arguments)))
  }

  private static func execute(_ arguments: [String]) async throws {
    var command = try TroupeCommand.parseAsRoot(arguments)
    if var command = command as? any AsyncParsableCommand {
      try await command.run()
    } else {
      try command.run()
    }
  }

  private static func status(of result: Result<Void, any Error>, asJSON: Bool) -> Int32 {
    var failure: Failure?
    if case .failure(let error) = result {
      if let text = Failure.helpText(error) { StandardStream.output.write(text + "\n") }
      failure = Failure.of(error)
    }
    if failure == nil, let error = StandardStream.output.failure { failure = Failure.of(error) }
    failure?.report(asJSON: asJSON)
    return failure?.exitStatus ?? 0
  }
}
