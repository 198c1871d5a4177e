import Foundation
import Testing

/// Ends the program at one of its system calls, or has them fail: `Tests/Faults/fault_at.c`, which is loaded into it.
enum FaultAt {
  /// Whether that can be done here.
  #if os(Linux)
    static let isPossible = true
  #else
    static let isPossible = false
  #endif
  /// Why tests are skipped where it cannot.
  static let advice: Comment = "only Linux loads a library into the program"

  /// A call that a run of the program made.
  struct Call: Sendable, Equatable {
    /// Whether it changes something.
    let isChange: Bool
    /// As in the C file.
    let name: String
    let path: String
  }

  /// The environment in which the program is killed at `order`, as the C file has it.
  static func kill(_ order: String) throws -> [String: String] {
    ["LD_PRELOAD": try faults.get(), "KILL_AT": order]
  }

  /// The environment in which calls fail as in `order`.
  static func fail(_ order: String) throws -> [String: String] {
    ["LD_PRELOAD": try faults.get(), "FAIL_AT": order]
  }

  /// The environment in which every call is noted in the file `log`.
  static func log(_ log: URL) throws -> [String: String] {
    ["LD_PRELOAD": try faults.get(), "CALL_LOG": log.path]
  }

  /// The calls that were noted in `log`, in order.
  static func calls(_ log: URL) throws -> [Call] {
    try String(contentsOf: log, encoding: .utf8).split(separator: "\n").map { line in
      let words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
      return Call(
        isChange: words[0] == "c", name: String(words[1]), path: String(words.last ?? ""))
    }
  }

  private static let faults = Result { try compiled("fault_at") }

  /// The library of the file `name` in `Tests/Faults`.
  static func compiled(_ name: String) throws -> String {
    let source = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Faults/\(name).c").standardized
    let made = FileManager.default.temporaryDirectory.appending(path: "\(name)-\(UUID()).so")
    // Swift brings clang; a system's own compiler will do.
    let compiled = ["clang", "cc", "gcc"].contains { name in
      let compiler = Process()
      compiler.executableURL = URL(filePath: "/usr/bin/env")
      compiler.arguments = [name, "-shared", "-fPIC", "-O1", "-o", made.path, source.path, "-ldl"]
      guard (try? compiler.run()) != nil else { return false }
      compiler.waitUntilExit()
      return compiler.terminationStatus == 0
    }
    try #require(
      compiled, "\(name).c cannot be compiled: put Swift's clang on the PATH, or install gcc")
    return made.path
  }
}
