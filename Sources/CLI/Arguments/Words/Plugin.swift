import Foundation
import Troupe

/// A program `troupe-NAME` on the path of commands, which `troupe NAME` runs, with the library in `TROUPE_LIBRARY`.
struct Plugin {
  private let name: String
  private let path: String

  /// `nil` where there is none.
  init?(_ name: String) {
    guard !name.isEmpty, !name.contains("/") else { return nil }
    let folders = ProcessInfo.processInfo.environment["PATH", default: ""].split(separator: ":")
    let paths = folders.map { "\($0)/troupe-\(name)" }
    guard let path = paths.first(where: FileManager.default.isExecutableFile) else { return nil }
    (self.name, self.path) = (name, path)
  }

  /// Becomes the program; returns only where that fails.
  /// - Parameter arguments: all words, as in `help NAME`, or `NAME` and what is for the program.
  /// - Throws: `TroupeError.library`, where it cannot be run.
  func run(_ arguments: [String]) throws {
    let own = arguments.first == name ? Array(arguments.dropFirst()) : ["--help"]
    let place = own.firstIndex(of: "--library").map { $0 + 1 }
    let named = place.flatMap { own.indices.contains($0) ? own[$0] : nil }
    if let library = try? LibraryLocation.find(named: named) {
      setenv("TROUPE_LIBRARY", library.folder.path, 1)
    }
    var words = ([path] + own).map { strdup($0) } + [nil]
    // It hears of a closed pipe as programs do.
    signal(SIGPIPE, SIG_DFL)
    execv(path, &words)
    let reason = String(cString: strerror(errno))
    words.forEach { free($0) }
    throw TroupeError.library(.file(path: path, operation: "run", reason: reason))
  }
}
