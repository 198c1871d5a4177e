import Foundation
package import TroupeVocabulary

/// Copies objects from one store to another, many at once: each is on disk before it gets its name.
package struct ObjectTransfer {
  /// An object's file.
  package struct File: Sendable {
    package let digest: Digest
    package let fileExtension: String

    package init(digest: Digest, fileExtension: String) {
      self.digest = digest
      self.fileExtension = fileExtension
    }
  }

  /// Files that are best taken at once: waiting for the disk once for all of them costs little then.
  package static let most = 256

  private let source: ObjectStore
  private let target: ObjectStore
  private var shelves: Set<String> = []
  /// Files copied so far, and their bytes.
  package private(set) var (count, byteCount) = (0, 0)

  /// Copies from `source` to `target`.
  package init(from source: ObjectStore, to target: ObjectStore) {
    self.source = source
    self.target = target
  }

  /// Copies those of `files` that the target lacks, or has in another size. One that is missing or damaged is left out.
  /// - Throws: `LibraryError.file`, `LibraryError.diskFull`; then each of them has its name and all of its bytes, or is not there.
  package mutating func copy(_ files: ArraySlice<File>) async throws {
    let half = (files.count + 1) / 2
    let (source, target) = (source, target)
    async let second = Self.stage(files.dropFirst(half), source, target)
    let first = await Self.stage(files.prefix(half), source, target)
    let rest = await second
    let staged = first.staged + rest.staged
    do {
      if let error = first.error ?? rest.error { throw error }
      for file in staged { try OpenFile(file.temporary, O_RDWR).synchronize() }
      for file in staged {
        shelves.insert(try target.name(file))
        count += 1
        byteCount += file.byteCount
      }
    } catch {
      for file in staged { target.discard(file) }
      throw error
    }
  }

  /// Makes the names of all that was copied durable.
  /// - Throws: `LibraryError.file`.
  package func finish() throws {
    for shelf in shelves.sorted() { try OpenFile.synchronizeFolder(shelf) }
  }

  private static func stage(
    _ files: ArraySlice<File>, _ source: ObjectStore, _ target: ObjectStore
  ) async -> (staged: [ObjectStore.Staged], error: (any Error)?) {
    var staged: [ObjectStore.Staged] = []
    do {
      for file in files {
        try Task.checkCancellation()
        let size = source.size(file.digest, fileExtension: file.fileExtension)
        guard let size, size != target.size(file.digest, fileExtension: file.fileExtension),
          let bytes = try? source.read(file.digest, fileExtension: file.fileExtension),
          Digest(hashing: bytes) == file.digest
        else { continue }
        staged.append(
          try target.stage(bytes, of: file.digest, file.fileExtension, isDurable: false))
      }
    } catch { return (staged, error) }
    return (staged, nil)
  }
}
