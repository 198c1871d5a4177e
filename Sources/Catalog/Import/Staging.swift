internal import Foundation
internal import Synchronization
internal import TroupeStorage
internal import TroupeVocabulary

/// The files of one command on their way into the store: all or none become objects.
final class Staging: Sendable {
  private let objects: ObjectStore
  private let files = Mutex<[ObjectStore.Staged]>([])

  init(_ objects: ObjectStore) { self.objects = objects }

  /// Writes a file from any thread.
  /// - Throws: `LibraryError.diskFull`, `LibraryError.file`.
  func stage(_ bytes: Data, _ type: MediaType) throws -> ObjectStore.Staged {
    let staged = try objects.stage(bytes, fileExtension: type.fileExtension)
    files.withLock { $0.append(staged) }
    return staged
  }

  /// Makes all of them objects.
  /// - Throws: `LibraryError.file`; those not reached yet are removed.
  func publish() throws {
    while let file = files.withLock({ $0.popLast() }) { try objects.publish(file) }
  }

  /// Removes what was not published.
  deinit {
    files.withLock { files in files.forEach(objects.discard) }
  }
}
