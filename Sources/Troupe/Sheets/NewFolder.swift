internal import Foundation

/// A folder that is made for the user, whole or not at all.
enum NewFolder {
  /// Has `fill` write into a folder next to `path`, which gets its name in the end.
  /// - Parameter fill: gets what gives the path of a file in it.
  /// - Throws: `LibraryError.file` where something stands at `path` that is no empty folder, and what `fill` throws.
  static func make(_ path: String, _ fill: (_ path: (String) -> String) throws -> Void) throws {
    let files = FileManager.default
    let target = URL(filePath: path).absoluteURL.standardizedFileURL.path
    if files.fileExists(atPath: target) {
      guard try contents(of: target).isEmpty else {
        throw failure(path, "it is not empty; choose another folder")
      }
    }
    let draft = "\(target).\(UUID().uuidString.prefix(8)).part"
    do {
      try files.createDirectory(atPath: draft, withIntermediateDirectories: true)
    } catch {
      throw failure(path, error.localizedDescription)
    }
    do {
      try fill { "\(draft)/\($0)" }
      if rename(draft, target) != 0 { throw failure(path, String(cString: strerror(errno))) }
    } catch {
      try? files.removeItem(atPath: draft)
      throw error
    }
  }

  private static func contents(of folder: String) throws -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw failure(folder, "it is no folder that can be read")
    }
  }

  private static func failure(_ path: String, _ reason: String) -> TroupeError {
    .library(.file(path: path, operation: "write", reason: reason))
  }
}
