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
    let compiler = Process()
    compiler.executableURL = URL(filePath: "/usr/bin/env")
    compiler.arguments = ["clang", "-shared", "-fPIC", "-O1", "-o", made.path, source.path, "-ldl"]
    try compiler.run()
    compiler.waitUntilExit()
    try #require(compiler.terminationStatus == 0, "kill_at.c cannot be compiled")
    return made.path
  }
}
