import Foundation
import TroupeCStorage
import TroupeVocabulary

/// A file descriptor that closes itself, with every system error as a `TroupeError`.
struct OpenFile: ~Copyable {
  let descriptor: Int32
  let path: String

  /// Opens `path`; `flags` as for open(2), close-on-exec always.
  init(_ path: String, _ flags: Int32, mode: mode_t = 0o600) throws {
    descriptor = open(path, flags | O_CLOEXEC, mode)
    self.path = path
    guard descriptor >= 0 else { throw TroupeError.system(errno, path: path, operation: "open") }
  }

  private init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  /// Makes the file at `path`, to read and write it; `nil` when something has that name.
  static func new(_ path: String, mode: mode_t) throws -> OpenFile? {
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    guard descriptor < 0 else { return OpenFile(descriptor: descriptor, path: path) }
    guard errno == EEXIST else { throw TroupeError.system(errno, path: path, operation: "open") }
    return nil
  }

  /// Opens the file at `path` to read it, or to write it too. What is no file is refused: opening a pipe would wait for
  /// its writer.
  /// - Parameter flags: as for open(2), without any that make a file.
  static func file(_ path: String, _ flags: Int32) throws -> OpenFile {
    let file = try OpenFile(path, flags | O_NONBLOCK)
    var facts = stat()
    guard fstat(file.descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      throw TroupeError.library(.file(path: path, operation: "open", reason: "it is no file"))
    }
    return file
  }

  deinit {
    guard descriptor >= 0 else { return }
    // A child between fork and exec has the file open too, and would hold a lock a little longer.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = UnsafeRawBufferPointer(rebasing: rest).withMemoryRebound(to: UInt8.self) {
        systemWrite(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw TroupeError.system(errno, path: path, operation: "write")
      }
      rest = rest.dropFirst(count)
    }
  }

  /// The SHA-256 of the whole file, which is never all in memory.
  func digest() throws -> Digest {
    var digest = StreamingDigest()
    var buffer = [UInt8](repeating: 0, count: 128 << 10)
    var place = 0
    while true {
      let count = try buffer.withUnsafeMutableBytes { try read(at: place, into: $0) }
      if count == 0 { return digest.finish() }
      buffer.withUnsafeBytes { digest.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      place += count
    }
  }

  /// Makes what was written durable.
  func synchronize() throws {
    guard Self.flush(descriptor) == 0 else {
      throw TroupeError.system(errno, path: path, operation: "write")
    }
  }

  /// Has the system begin to bring `range` to the disk, so that making all durable takes less time later. Promises nothing.
  func beginSynchronizing(_ range: Range<Int>) {
    #if os(Linux)
      _ = sync_file_range(
        descriptor, Int64(range.lowerBound), Int64(range.count),
        UInt32(TROUPE_SYNC_FILE_RANGE_WRITE))
    #endif
  }

  /// Gives up what stands behind the first `count` bytes.
  func truncate(to count: Int) throws {
    guard ftruncate(descriptor, off_t(count)) == 0 else {
      throw TroupeError.system(errno, path: path, operation: "write")
    }
  }

  /// Fills `buffer` with the bytes from `offset` on, as many as there are; 0 at the end.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while true {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
      if count >= 0 { return count }
      if errno != EINTR {
        throw TroupeError.system(errno, path: path, operation: "read")
      }
    }
  }

  /// All bytes.
  func whole() throws -> Data {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else {
      throw TroupeError.system(errno, path: path, operation: "read")
    }
    let size = Int(facts.st_size)
    guard size > 0 else { return Data() }
    // Some processors copy four times slower to memory that lies a few bytes behind the start of a page.
    guard let memory = malloc(size + Self.page) else {
      throw TroupeError.system(ENOMEM, path: path, operation: "read")
    }
    let start = memory.alignedUp(toMultipleOf: Self.page)
    let buffer = UnsafeMutableRawBufferPointer(start: start, count: size)
    var place = 0
    do {
      while place < size {
        let count = try read(at: place, into: .init(rebasing: buffer[place...]))
        if count == 0 { break }
        place += count
      }
    } catch {
      free(memory)
      throw error
    }
    let offset = start - memory
    return Data(
      bytesNoCopy: start, count: place, deallocator: .custom { start, _ in free(start - offset) })
  }

  private static let page = 4096

  /// The first `count` bytes, or as many as there are.
  func head(_ count: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var found = 0
    while found < count {
      let more = try bytes.withUnsafeMutableBytes {
        try read(at: found, into: UnsafeMutableRawBufferPointer(rebasing: $0[found...]))
      }
      if more == 0 { break }
      found += more
    }
    return Array(bytes.prefix(found))
  }

  /// Whether the name still leads to this very file.
  func isStillNamed() -> Bool {
    var here = stat()
    var there = stat()
    return fstat(descriptor, &here) == 0 && lstat(path, &there) == 0
      && here.st_ino == there.st_ino && here.st_dev == there.st_dev
  }

  /// Makes the names in the folder at `path` durable.
  static func synchronizeFolder(_ path: String) throws {
    try OpenFile(path, O_RDONLY | O_DIRECTORY).synchronize()
  }

  private static func flush(_ descriptor: Int32) -> Int32 {
    #if os(macOS)
      // fsync alone leaves the bytes in the drive's cache there.
      return fcntl(descriptor, F_FULLFSYNC)
    #else
      return fsync(descriptor)
    #endif
  }
}

// The method above hides the system's function of the same name.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

extension TroupeError {
  /// What the system's error number means for `operation` on `path`.
  static func system(_ number: Int32, path: String, operation: String) -> TroupeError {
    number == ENOSPC || number == EDQUOT
      ? .library(.diskFull(path: path))
      : .library(.file(path: path, operation: operation, reason: String(cString: strerror(number))))
  }
}
