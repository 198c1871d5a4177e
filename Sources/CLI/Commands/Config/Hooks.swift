import Foundation
import Troupe

/// The user's own commands that follow what was made or imported.
struct Hooks {
  /// What a command follows: its name in the settings.
  enum Moment: String {
    case afterGenerate = "after_generate"
    case afterImport = "after_import"
  }

  let library: URL
  let console: Console

  /// Runs the command of a moment, if the user has one, and waits for it; what it prints goes to stderr. What it comes to
  /// changes nothing of what was done, so a failure is told and no more.
  func run(_ moment: Moment, _ document: @autoclosure () throws -> some Encodable) async {
    guard let command = (try? Settings.ofUser())?.hooks[moment.rawValue], !command.isEmpty,
      let text = try? SafeJSON.text(SafeJSON.Versioned(document: document()))
    else { return }
    do {
      let status = try await Self.run(command, text + "\n", library)
      if status != 0 { tell(moment, "ended with status \(status)") }
    } catch {
      tell(moment, "could not be run (\(error.localizedDescription))")
    }
  }

  private func tell(_ moment: Moment, _ what: String) {
    console.say("\("Warning:", .bad) The command of hooks.\(moment.rawValue) \(what).")
  }

  private static func run(
    _ command: String, _ input: String, _ library: URL
  ) async throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    process.environment = ProcessInfo.processInfo.environment.merging([
      "TROUPE_LIBRARY": library.path
    ]) { $1 }
    process.standardOutput = FileHandle.standardError
    let pipe = Pipe()
    process.standardInput = pipe
    return try await withCheckedThrowingContinuation { ending in
      process.terminationHandler = { ending.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch {
        ending.resume(throwing: error)
        return
      }
      // A command that reads nothing ends the pipe, which is no failure of it.
      Thread.detachNewThread {
        try? pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try? pipe.fileHandleForWriting.close()
      }
    }
  }
}
