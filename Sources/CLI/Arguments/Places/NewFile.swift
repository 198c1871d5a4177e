import Foundation
import Troupe

/// A file that a command makes for the user, and never in another's place.
enum NewFile {
  /// Throws if something stands at `path`, or its name says that it is no PNG: said before the work.
  static func check(_ path: String) throws {
    let kind = URL(filePath: path).pathExtension.lowercased()
    if ["jpg", "jpeg", "webp", "gif", "pdf", "svg"].contains(kind) {
      throw TroupeError.invalidValue(
        name: "file", value: path, expected: "a name that ends in .png, as the picture is one")
    }
    guard FileManager.default.fileExists(atPath: path) else { return }
    throw TroupeError.library(
      .file(
        path: path, operation: "write", reason: "it exists already; choose another name"))
  }

  static func write(_ bytes: Data, to path: String) throws {
    try check(path)
    try SavedFile.write(bytes, to: path)
  }
}
