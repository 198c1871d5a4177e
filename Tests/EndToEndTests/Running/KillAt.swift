import Foundation
import Testing

/// Ends the program at one of its system calls: `Tests/Faults/kill_at.c`, which is loaded into it.
enum KillAt {
  /// Whether that can be done here.
  #if os(Linux)
    static let isPossible = true
  #else
    static let isPossible = false
  #endif

  /// The environment in which the program ends at `order`, as the C file has it.
  static func environment(_ order: String) throws -> [String: String] {
    ["LD_PRELOAD": try library.get(), "KILL_AT": order]
  }

  private static let library = Result {
    let source = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Faults/kill_at.c").standardized
    let made = FileManager.default.temporaryDirectory.appending(path: "kill_at-\(UUID()).so")
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
      compiled, "kill_at.c cannot be compiled: put Swift's clang on the PATH, or install gcc")
    return made.path
  }
}
