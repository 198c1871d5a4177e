package import Foundation
internal import TroupeVocabulary

/// Reads an image file that a user named.
package enum ImageFile {
  /// The bytes at `path`, as they are.
  /// - Throws: `TroupeError.noFile`, `.directory`, `.image` when it is empty, `.file` when it cannot be read.
  package static func read(_ path: String) throws -> Data {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw TroupeError.noFile(path: path)
    }
    if isDirectory.boolValue { throw TroupeError.directory(path: path) }
    do {
      let bytes = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
      if bytes.isEmpty { throw TroupeError.image(name: path, .empty) }
      return bytes
    } catch let error as CocoaError {
      let reason =
        error.code == .fileReadNoPermission
        ? "permission denied" : error.localizedDescription
      throw TroupeError.file(path: path, operation: "read", reason: reason)
    }
  }
}
