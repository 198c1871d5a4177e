import Foundation

/// Runs a program and waits for it.
enum Shell {
  struct Result {
    let status: Int32
    /// What it wrote to standard output.
    let output: String
  }

  /// Runs `words` in a folder, with these variables added; standard error goes where the tests' goes.
  static func run(
    _ words: [String], in folder: URL, adding variables: [String: String] = [:]
  ) throws -> Result {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(variables) { _, new in new }
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: data, as: UTF8.self))
  }
}
