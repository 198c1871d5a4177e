import Foundation
package import TroupeVocabulary

/// An object written piece by piece, never all in memory. Until `finish` there is no object; a writer
/// that is released before leaves nothing behind.
package final class ObjectWriter {
  /// Bytes so far.
  package private(set) var byteCount = 0

  private let store: ObjectStore
  private let file: OpenFile
  private var digest = StreamingDigest()
  private var early = EarlySync()
  /// Whether the file still has the name that it was made with: later another writer's may have it.
  private var isUnfinished = true

  /// Begins an object of `store`.
  /// - Throws: `LibraryError.diskFull` or `LibraryError.file`.
  package init(in store: ObjectStore) throws {
    try DurableFile.makeFolder(store.folder)
    self.store = store
    // On which shelf it belongs is known when its last byte is.
    file = try DurableFile.createBeside("\(store.folder)/incoming")
  }

  deinit {
    if isUnfinished { unlink(file.path) }
  }

  /// Adds `bytes`.
  /// - Throws: `LibraryError.diskFull` or `LibraryError.file`.
  package func write(_ bytes: UnsafeRawBufferPointer) throws {
    digest.update(bytes)
    byteCount += bytes.count
    do {
      try file.write(bytes)
      if let range = early.next(upTo: byteCount) { file.beginSynchronizing(range) }
    } catch TroupeError.library(.diskFull) {
      // The temporary name would tell the user nothing.
      throw TroupeError.library(.diskFull(path: store.folder))
    }
  }

  /// Makes it an object; durable on return (D1). Call it once.
  /// - Throws: `LibraryError.diskFull` or `LibraryError.file`.
  package func finish(fileExtension: String) throws -> Digest {
    try file.synchronize()
    var whole = StreamingDigest()
    swap(&whole, &digest)
    let made = whole.finish()
    // It has another name from here on, or none.
    isUnfinished = false
    try store.publish(
      .init(
        digest: made, fileExtension: fileExtension, byteCount: byteCount, temporary: file.path))
    return made
  }
}
