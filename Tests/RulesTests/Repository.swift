import Foundation

/// The checked-out repository, as the tests of its rules read it.
enum Repository {
  /// Its top folder.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The text of one file.
  static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
  }

  /// Paths that git keeps or would keep: all that is tracked or new, and not ignored.
  static func files() throws -> [String] {
    // A clone that another user owns, as a container's is, is read all the same.
    let listing = try Shell.run(
      [
        "git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others",
        "--exclude-standard",
      ], in: root)
    return listing.output.split(separator: "\0").map(String.init)
      .filter { FileManager.default.fileExists(atPath: root.appending(path: $0).path) }
      .sorted()
  }

  /// The Swift files under these folders.
  static func swiftFiles(in folders: String...) throws -> [SwiftFile] {
    try allSwiftFiles.get().filter { file in
      folders.contains { file.path.hasPrefix("\($0)/") }
    }
  }

  private static let allSwiftFiles = Result {
    try files().filter { $0.hasSuffix(".swift") }.map { SwiftFile(path: $0, text: try text($0)) }
  }
}

/// One file of Swift, and its lines with comments and the insides of strings blanked.
struct SwiftFile: Sendable {
  let path: String
  let lines: [String]
  let code: [String]

  init(path: String, text: String) {
    self.path = path
    lines = text.components(separatedBy: "\n")
    code = SwiftText.blanked(text).components(separatedBy: "\n")
  }

  /// The folder under `Sources` that holds it, or `Schema`.
  var module: String {
    let parts = path.split(separator: "/")
    return String(parts[0] == "Sources" ? parts[1] : parts[0])
  }
}
