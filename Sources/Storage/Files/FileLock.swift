import Foundation
import TroupeVocabulary

/// A kernel lock on a file: exclusive among all processes and all other holders in this one.
///
/// It is released when the value is discarded or the process ends in any way, so no crash leaves
/// one behind (D9).
package struct FileLock: ~Copyable {
  private let file: OpenFile

  private init(_ file: consuming OpenFile) { self.file = file }

  /// Waits for the lock on `path`, which is made with mode 0600 when missing.
  /// - Throws: `LibraryError.libraryBusy` after `timeout`, `LibraryError.file` when the file cannot be opened,
  ///   `CancellationError`.
  package static func acquire(_ path: String, timeout: Duration) throws -> FileLock {
    let deadline = ContinuousClock.now + timeout
    var longest: UInt32 = 200
    while true {
      if let lock = try attempt(path) { return lock }
      try Task.checkCancellation()
      guard ContinuousClock.now < deadline else {
        throw TroupeError.library(
          .libraryBusy(
            path: (path as NSString).deletingLastPathComponent,
            seconds: Int(timeout.components.seconds)))
      }
      // Random, so that waiters do not knock in step.
      usleep(.random(in: 100...longest))
      longest = min(longest * 2, 2_000)
    }
  }

  /// Keeps `number` in the file, as far as that can be done: it is not brought to the disk.
  func note(_ number: Int) {
    let digits = String(number)
    let line = String(repeating: "0", count: max(0, 20 - digits.count)) + digits + "\n"
    _ = line.withCString { pwrite(file.descriptor, $0, strlen($0), 0) }
  }

  /// Keeps `count`, the number of changes with the `made` ones of the transaction that just ended. As many as were missing
  /// before it are missing still: a later change must not make a lost one forgotten.
  func noteChanges(_ count: Int, made: Int) {
    note(count + max(0, Self.noted(in: file) - (count - made)))
  }

  /// The number that was last kept in `file`; 0 for none, and for what no program counts to.
  fileprivate static func noted(in file: borrowing OpenFile) -> Int {
    guard let head = try? file.head(20), let number = Int(String(decoding: head, as: UTF8.self)),
      (0...1 << 53).contains(number)
    else { return 0 }
    return number
  }

  /// The lock on `path` if no one holds it, else `nil`. Never waits.
  /// - Throws: `LibraryError.file` when the file cannot be opened.
  package static func attempt(_ path: String) throws -> FileLock? {
    let file = try OpenFile(path, O_RDWR | O_CREAT | O_NOFOLLOW)
    guard flock(file.descriptor, LOCK_EX | LOCK_NB) == 0 else { return nil }
    // Another process may have removed the file after it was opened; a lock on a nameless file keeps no
    // one out.
    guard file.isStillNamed() else { return nil }
    return FileLock(file)
  }
}
/// The library's one write lock: `troupe.lock` next to the database (D9).
struct LockFile: Sendable {
  let path: String
  let timeout: Duration

  /// Runs `body` while no one else, here or in another process, writes or checkpoints.
  func holding<T>(_ body: (borrowing FileLock) throws -> T) throws -> T {
    let lock = try FileLock.acquire(path, timeout: timeout)
    defer { withExtendedLifetime(lock) {} }
    return try body(lock)
  }

  /// The number that was last kept in it; 0 for none.
  var noted: Int {
    guard let file = try? OpenFile.file(path, O_RDONLY | O_NOFOLLOW) else { return 0 }
    return FileLock.noted(in: file)
  }
}
