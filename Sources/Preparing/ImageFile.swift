package import Foundation
internal import TroupeVocabulary

/// Reads an image file that a user named.
package enum ImageFile {
  /// The bytes at `path`, as they are.
  /// - Throws: `LibraryError.noFile`, `LibraryError.directory`, `.image` when it is empty or no file of bytes, `LibraryError.unreadableFile`.
  package static func read(_ path: String) throws -> Data {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw TroupeError.library(.noFile(path: path))
    }
    if isDirectory.boolValue { throw TroupeError.library(.directory(path: path)) }
    // A pipe may never end, and a device has no size.
    guard isRegular(path) else {
      throw TroupeError.image(name: path, .notAnImage(found: "a device or a pipe"))
    }
    do {
      let bytes = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
      if bytes.isEmpty { throw TroupeError.image(name: path, .empty) }
      return bytes
    } catch let error as CocoaError {
      guard case .library(.file(_, _, let reason)) = TroupeError.cannot("read", path, error) else {
        throw error
      }
      throw TroupeError.library(.unreadableFile(path: path, reason: reason))
    }
  }

  private static func isRegular(_ path: String) -> Bool {
    let target = URL(filePath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: target)
    return attributes?[.type] as? FileAttributeType == .typeRegular
  }
}
