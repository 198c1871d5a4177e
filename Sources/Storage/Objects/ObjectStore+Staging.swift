package import Foundation
package import TroupeVocabulary

extension ObjectStore {
  /// A file that is on disk next to the objects and not one of them yet.
  package struct Staged: Sendable {
    /// Of its bytes.
    package let digest: Digest
    /// Its extension, without the dot.
    package let fileExtension: String
    /// Its size.
    package let byteCount: Int
    let temporary: String
  }

  /// Writes `bytes` so that `publish` need only rename them: many files can be made ready one by
  /// one, and become objects all or none.
  /// - Throws: `LibraryError.diskFull` or `LibraryError.file`; then nothing is left behind.
  package func stage(_ bytes: Data, fileExtension: String) throws -> Staged {
    let digest = Digest(hashing: bytes)
    let path = path(digest, fileExtension: fileExtension)
    let shelf = (path as NSString).deletingLastPathComponent
    try refuseLink(shelf)
    try DurableFile.makeFolder(shelf)
    return Staged(
      digest: digest, fileExtension: fileExtension, byteCount: bytes.count,
      temporary: try bytes.withUnsafeBytes { try DurableFile.writeBeside(path, $0, mode: 0o600) })
  }

  /// Makes a staged file an object; durable on return (D1).
  /// - Throws: `LibraryError.file`; then nothing is left behind.
  package func publish(_ staged: Staged) throws {
    let path = path(staged.digest, fileExtension: staged.fileExtension)
    let shelf = (path as NSString).deletingLastPathComponent
    do {
      try refuseLink(shelf)
      try DurableFile.makeFolder(shelf)
      guard rename(staged.temporary, path) == 0 else {
        throw TroupeError.system(errno, path: path, operation: "write")
      }
    } catch {
      discard(staged)
      throw error
    }
    try OpenFile.synchronizeFolder(shelf)
  }

  /// Removes a staged file that did not become an object.
  package func discard(_ staged: Staged) { unlink(staged.temporary) }
}
