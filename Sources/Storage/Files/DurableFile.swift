package import Foundation
import TroupeVocabulary

/// Writing whole files so that a crash leaves the old one or the new one, never half of one (D1).
package enum DurableFile {
  /// Writes `bytes` next to `path`, makes them durable, then renames: temporary file, fsync, rename,
  /// fsync of the folder.
  ///
  /// An existing file is replaced. After an error nothing is left behind.
  /// - Throws: `LibraryError.diskFull` or `LibraryError.file`.
  package static func write(_ bytes: Data, to path: String, mode: mode_t = 0o600) throws {
    try place(bytes.withUnsafeBytes { try writeBeside(path, $0, mode: mode) }, at: path)
    try OpenFile.synchronizeFolder((path as NSString).deletingLastPathComponent)
  }

  /// The same for a file that is new: what stands at `path` stays. Others may read it as far as the user's mask lets them.
  /// - Throws: `LibraryError.diskFull` or `LibraryError.file`; then nothing is left behind.
  package static func writeNew(_ bytes: Data, to path: String) throws {
    try placeNew(bytes.withUnsafeBytes { try writeBeside(path, $0, mode: 0o666) }, at: path)
    try OpenFile.synchronizeFolder((path as NSString).deletingLastPathComponent)
  }

  /// Writes a copy of what stands elsewhere durably: whole to whoever looks at `path`, but lost if the machine fails soon.
  /// - Throws: `LibraryError.diskFull` or `LibraryError.file`, also where something stands at `path` and is not to be
  ///   replaced; then nothing is left behind.
  package static func writeCopy(_ bytes: Data, to path: String, replacing: Bool) throws {
    let temporary = try bytes.withUnsafeBytes {
      try writeBeside(path, $0, mode: replacing ? 0o644 : 0o666, .never)
    }
    guard replacing else { return try placeNew(temporary, at: path) }
    try place(temporary, at: path)
  }

  private static func placeNew(_ temporary: String, at path: String) throws {
    if link(temporary, path) == 0 {
      unlink(temporary)
    } else {
      // Some file systems know no second name of a file.
      let number = errno == EEXIST || access(path, F_OK) == 0 ? EEXIST : nil
      guard number == nil, Foundation.rename(temporary, path) == 0 else {
        let number = number ?? errno
        unlink(temporary)
        throw TroupeError.system(number, path: path, operation: "write")
      }
    }
  }

  private static func place(_ temporary: String, at path: String) throws {
    guard Foundation.rename(temporary, path) == 0 else {
      let number = errno
      unlink(temporary)
      throw TroupeError.system(number, path: path, operation: "write")
    }
  }

  /// Gives the file at `path` another name, durably; what has that name is replaced.
  /// - Throws: `LibraryError.file`.
  package static func rename(_ path: String, to name: String) throws {
    guard Foundation.rename(path, name) == 0 else {
      throw TroupeError.system(errno, path: name, operation: "write")
    }
    try OpenFile.synchronizeFolder((name as NSString).deletingLastPathComponent)
  }

  /// When bytes are brought to the disk.
  enum Synchronizing {
    /// Before they count as written.
    case now
    /// It begins at once, and ends some time later.
    case begun
    /// When the system chooses.
    case never
  }

  /// Writes `bytes` to a new file in the folder of `path`, and returns where.
  static func writeBeside(
    _ path: String, _ bytes: UnsafeRawBufferPointer, mode: mode_t,
    _ synchronizing: Synchronizing = .now
  ) throws -> String {
    let file = try createBeside(path, mode: mode)
    do {
      try file.write(bytes)
      switch synchronizing {
      case .now: try file.synchronize()
      case .begun: file.beginSynchronizing(0..<bytes.count)
      case .never: break
      }
    } catch {
      unlink(file.path)
      guard case TroupeError.library(.diskFull) = error else { throw error }
      // The temporary name would tell the user nothing.
      throw TroupeError.library(.diskFull(path: (path as NSString).deletingLastPathComponent))
    }
    return file.path
  }

  /// `error` about the file that the user knows, not about the one that stands in for it.
  private static func about(_ path: String, _ error: any Error) -> any Error {
    guard case TroupeError.library(.file(_, _, let reason)) = error else { return error }
    return TroupeError.library(.file(path: path, operation: "write", reason: reason))
  }

  /// A new file in the folder of `path`; its name begins with a dot.
  static func createBeside(_ path: String, mode: mode_t = 0o600) throws -> OpenFile {
    let folder = (path as NSString).deletingLastPathComponent
    let name = (path as NSString).lastPathComponent
    do {
      // Others in this process may be writing the same file; a killed one of the same number may have left some.
      for count in 0..<10_000 {
        if let file = try OpenFile.new("\(folder)/.\(name).\(getpid())-\(count)", mode: mode) {
          return file
        }
      }
    } catch {
      throw about(path, error)
    }
    throw TroupeError.system(EEXIST, path: path, operation: "write")
  }

  /// Makes the folder at `path` (mode 0700) and the ones above it where missing, each name durable.
  package static func makeFolder(_ path: String) throws {
    if mkdir(path, 0o700) == 0 {
      return try OpenFile.synchronizeFolder((path as NSString).deletingLastPathComponent)
    }
    switch errno {
    case EEXIST: return
    case ENOENT where path.count > 1:
      try makeFolder((path as NSString).deletingLastPathComponent)
      try makeFolder(path)
    case let number: throw TroupeError.system(number, path: path, operation: "make")
    }
  }
}
