package import Foundation
package import TroupeVocabulary

extension ObjectStore {
  /// Writes `bytes` for `keep`, so that the disk is waited for once for many files; `nil` where they are an object already.
  /// - Throws: `LibraryError.diskFull` or `LibraryError.file`; then nothing is left behind.
  package func prepare(_ bytes: Data, of digest: Digest, fileExtension: String) throws -> Staged? {
    if size(digest, fileExtension: fileExtension) == bytes.count { return nil }
    return try stage(bytes, of: digest, fileExtension, isDurable: false)
  }

  /// Makes prepared files objects; durable on return (D1).
  /// - Throws: `LibraryError.file`, `LibraryError.diskFull`; then none of them is left behind without a name.
  package func keep(_ files: [Staged]) throws {
    do {
      for file in files { try OpenFile(file.temporary, O_RDWR).synchronize() }
      var shelves: Set<String> = []
      for file in files { shelves.insert(try name(file)) }
      for shelf in shelves.sorted() { try OpenFile.synchronizeFolder(shelf) }
    } catch {
      for file in files { discard(file) }
      throw error
    }
  }
}
