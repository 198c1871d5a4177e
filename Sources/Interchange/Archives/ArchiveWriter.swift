package import Foundation
import TroupeCInterchange

/// Writes archives that are the same bytes for the same entries on every machine: stored as they are, in the order in which
/// they are added, all of 1980-01-01 and with the same attributes.
package struct ArchiveWriter: ~Copyable {
  private let pointer: OpaquePointer

  /// Begins an archive for `path`; nothing is on disk before `finish()`.
  /// - Throws: `.noLibrary`, `.noMemory` or `.cannotWrite`.
  package init(path: String) throws(ArchiveFault) {
    var status = tz_ok
    guard !path.utf8.contains(0), let pointer = tz_create(path, &status) else {
      throw ArchiveFault(status: status == tz_ok ? tz_cannot_write : status)
    }
    self.pointer = pointer
  }

  deinit { tz_discard(pointer) }

  /// Adds an entry of bytes, of which a copy is kept until the end.
  /// - Throws: a fault of the name; `.noMemory` or `.cannotWrite`, also for a name that is taken.
  package func add(_ bytes: Data, as name: String) throws(ArchiveFault) {
    let name = try ArchiveName.checked(Array(name.utf8))
    let status = bytes.withUnsafeBytes { tz_add_bytes(pointer, name, $0.baseAddress, $0.count) }
    guard status == tz_ok else { throw ArchiveFault(status: status, entry: name) }
  }

  /// Adds an entry of the bytes of a file, which are read by `finish()`.
  /// - Throws: as `add(_:as:)`; `.cannotOpen`, `.notFile`, or `.sizeDiffers` where the file has not `byteCount` bytes.
  package func add(
    file path: String, byteCount: Int, as name: String
  ) throws(ArchiveFault) {
    let name = try ArchiveName.checked(Array(name.utf8))
    guard byteCount >= 0, !path.utf8.contains(0) else {
      throw ArchiveFault(.cannotOpen, entry: name)
    }
    let status = tz_add_file(pointer, name, path, UInt64(byteCount))
    guard status == tz_ok else { throw ArchiveFault(status: status, entry: name) }
  }

  /// Writes everything to a file of another name in the same folder, then puts it in the place of what stands there.
  /// - Throws: `.cannotRead` for a file that was added, `.cannotWrite`, `.noMemory`; then nothing has changed on disk.
  package consuming func finish() throws(ArchiveFault) {
    let pointer = pointer
    discard self
    let status = tz_finish(pointer)
    guard status == tz_ok else { throw ArchiveFault(status: status) }
  }
}
