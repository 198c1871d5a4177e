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
    try stage(bytes, of: Digest(hashing: bytes), fileExtension, isDurable: true)
  }

  /// The same of bytes whose digest is known; unless `isDurable`, the disk may not have all of them yet.
  func stage(
    _ bytes: Data, of digest: Digest, _ fileExtension: String, isDurable: Bool
  ) throws -> Staged {
    let path = path(digest, fileExtension: fileExtension)
    let shelf = (path as NSString).deletingLastPathComponent
    try refuseLink(shelf)
    try DurableFile.makeFolder(shelf)
    return Staged(
      digest: digest, fileExtension: fileExtension, byteCount: bytes.count,
      temporary: try bytes.withUnsafeBytes {
        try DurableFile.writeBeside(path, $0, mode: 0o600, isDurable ? .now : .begun)
      })
  }

  /// Makes a staged file an object; durable on return (D1).
  /// - Throws: `LibraryError.file`; then nothing is left behind.
  package func publish(_ staged: Staged) throws {
    let shelf: String
    do { shelf = try name(staged) } catch {
      discard(staged)
      throw error
    }
    try OpenFile.synchronizeFolder(shelf)
  }

  /// Gives a staged file its name, and returns the folder in which that is to be made durable.
  func name(_ staged: Staged) throws -> String {
    let path = path(staged.digest, fileExtension: staged.fileExtension)
    let shelf = (path as NSString).deletingLastPathComponent
    try refuseLink(shelf)
    try DurableFile.makeFolder(shelf)
    guard rename(staged.temporary, path) == 0 else {
      throw TroupeError.system(errno, path: path, operation: "write")
    }
    return shelf
  }

  /// Removes a staged file that did not become an object.
  package func discard(_ staged: Staged) { unlink(staged.temporary) }
}
