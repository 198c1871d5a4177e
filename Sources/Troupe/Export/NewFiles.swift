internal import Foundation
internal import TroupeStorage

/// Writes files for people: each whole or not at all, and none over another one unless that is wanted.
enum NewFiles {
  /// Makes the folder at `path` and those above it where they are missing.
  /// - Throws: `LibraryError.file`.
  static func makeFolder(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw TroupeError.cannot("make", path, error)
    }
  }

  /// - Throws: `TroupeError.invalidValue` for a place among the files that a library keeps.
  static func refuse(_ target: URL, within library: URL) throws {
    let own = library.appending(path: "objects").standardizedFileURL.resolvingSymlinksInPath().path
    let path = target.absoluteURL.standardizedFileURL.resolvingSymlinksInPath().path
    guard path == own || path.hasPrefix(own + "/") else { return }
    throw TroupeError.invalidValue(
      name: "to", value: target.path, expected: "a place outside of the library's own files")
  }

  /// - Throws: `LibraryError.file` where one of `files` stands already.
  static func refuse(_ files: [URL]) throws {
    guard let file = files.first(where: { access($0.path, F_OK) == 0 }) else { return }
    throw TroupeError.library(
      .file(path: file.path, operation: "write", reason: "it exists already"))
  }

  /// Writes a file.
  /// - Throws: `LibraryError.file`, also where it exists and is not to be replaced; `LibraryError.diskFull`.
  static func write(_ bytes: Data, to file: URL, replacing: Bool) throws {
    let path = file.absoluteURL.path
    if replacing {
      try DurableFile.write(bytes, to: path, mode: 0o644)
    } else {
      try SavedFile.write(bytes, to: path)
    }
  }

  /// Writes a copy of what the library keeps, without waiting for the disk.
  /// - Throws: as `write(_:to:replacing:)`.
  static func writeCopy(_ bytes: Data, to file: URL, replacing: Bool) throws {
    try DurableFile.writeCopy(bytes, to: file.absoluteURL.path, replacing: replacing)
  }
}
