package import Foundation
internal import TroupeStorage

/// A file that is made for the user outside the library.
package enum SavedFile {
  /// Writes `bytes` to `path`, where nothing stands: whole and durable, or not at all.
  /// - Throws: `LibraryError.file`, `LibraryError.diskFull`.
  package static func write(_ bytes: Data, to path: String) throws {
    // A folder above is to be synchronized, and a bare name has none.
    try DurableFile.writeNew(bytes, to: URL(filePath: path).absoluteURL.path)
  }

  /// The same in the place of what stands there.
  /// - Throws: `LibraryError.file`, `LibraryError.diskFull`.
  package static func replace(_ bytes: Data, at path: String) throws {
    try DurableFile.write(bytes, to: URL(filePath: path).absoluteURL.path, mode: 0o644)
  }
}
