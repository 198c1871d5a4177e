import Foundation

/// A run of the program that is under way.
final class Run: Sendable {
  private let process: Process
  private let output: URL
  private let errors: URL
  private let ending: AsyncStream<Int32>

  /// - Parameter terminal: what stdin and stderr, and perhaps stdout, are instead, if anything.
  init(
    _ program: URL, _ arguments: [String], in folder: URL, stdin: String?,
    environment: [String: String], terminal: Terminal? = nil
  ) throws {
    let base = FileManager.default.temporaryDirectory.appending(path: "troupe-run-\(UUID())")
    output = base.appendingPathExtension("out")
    errors = base.appendingPathExtension("err")
    process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = environment
    // The program has its own descriptors of these. Ours are closed here: Foundation keeps a process that has ended, and
    // many such would use up the 1024 open files that a user may have.
    var handles = [try Self.open(output), try Self.open(errors)]
    defer { for handle in handles { try? handle.close() } }
    process.standardOutput = handles[0]
    process.standardError = handles[1]
    process.standardInput = FileHandle.nullDevice
    if let stdin {
      let input = base.appendingPathExtension("in")
      try Data(stdin.utf8).write(to: input)
      handles.append(try FileHandle(forReadingFrom: input))
      process.standardInput = handles[2]
      // Its name can go: the open file stays.
      try FileManager.default.removeItem(at: input)
    }
    let (ending, end) = AsyncStream.makeStream(of: Int32.self)
    self.ending = ending
    process.terminationHandler = { process in
      let isSignal = process.terminationReason == .uncaughtSignal
      end.yield(isSignal ? 128 + process.terminationStatus : process.terminationStatus)
      end.finish()
    }
    if let terminal {
      process.standardInput = terminal.line
      process.standardError = terminal.line
      if terminal.takesOutput { process.standardOutput = terminal.line }
    }
    try process.run()
    terminal?.hangUp()
  }

  /// The process's number.
  var number: Int32 { process.processIdentifier }

  /// Sends it a signal.
  func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  /// What it has written to stdout by now.
  func written() throws -> String { try String(contentsOf: output, encoding: .utf8) }

  /// Waits for its end.
  func answer() async throws -> Answer {
    var status: Int32 = -1
    for await one in ending { status = one }
    defer {
      try? FileManager.default.removeItem(at: output)
      try? FileManager.default.removeItem(at: errors)
    }
    return Answer(
      status: status, stdout: try String(contentsOf: output, encoding: .utf8),
      stderr: try String(contentsOf: errors, encoding: .utf8))
  }

  private static func open(_ url: URL) throws -> FileHandle {
    _ = FileManager.default.createFile(atPath: url.path, contents: nil)
    return try FileHandle(forWritingTo: url)
  }
}
