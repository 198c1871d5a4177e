import Foundation
import Troupe

/// A program `troupe-NAME` on the path of commands, which `troupe NAME` runs.
struct Plugin {
  private let path: String

  /// `nil` where there is none.
  init?(_ name: String) {
    guard !name.isEmpty, !name.contains("/") else { return nil }
    let folders = ProcessInfo.processInfo.environment["PATH", default: ""].split(separator: ":")
    let paths = folders.map { "\($0)/troupe-\(name)" }
    guard let path = paths.first(where: FileManager.default.isExecutableFile) else { return nil }
    self.path = path
  }

  /// Becomes the program; returns only where that fails.
  /// - Throws: `TroupeError.library`, where it cannot be run.
  func run(_ arguments: [String]) throws {
    var words = ([path] + arguments).map { strdup($0) } + [nil]
    // It hears of a closed pipe as programs do.
    signal(SIGPIPE, SIG_DFL)
    execv(path, &words)
    let reason = String(cString: strerror(errno))
    words.forEach { free($0) }
    throw TroupeError.library(.file(path: path, operation: "run", reason: reason))
  }
}
