import Foundation
import Synchronization

/// Where the files of one request are kept until it is answered: a folder of its own that only
/// this user can read.
final class UploadFolder: Sendable {
  private let folder = Mutex<String?>(nil)

  /// A new, empty file.
  /// - Throws: `POSIXError` where the disk does not take it.
  func file() throws -> UploadFile {
    let folder = try folder.withLock { folder in
      if let folder { return folder }
      // mkdtemp puts letters of its own for the six X, so that no other program can know the name.
      let pattern = FileManager.default.temporaryDirectory
        .appendingPathComponent("troupe-upload-XXXXXX").path
      var bytes = Array(pattern.utf8CString)
      guard mkdtemp(&bytes) != nil else { throw UploadFile.lastError() }
      let made = String(decoding: bytes.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
      folder = made
      return made
    }
    return try UploadFile("\(folder)/\(UUID().uuidString)")
  }

  /// Removes all files. The folder can be used again.
  func remove() {
    let made = folder.withLock { folder in
      defer { folder = nil }
      return folder
    }
    if let made { try? FileManager.default.removeItem(atPath: made) }
  }

  deinit { remove() }
}

/// A file that is being written.
final class UploadFile {
  let path: String
  private(set) var byteCount = 0
  private var descriptor: Int32

  /// - Throws: `POSIXError` where there is a file already, or none can be made.
  init(_ path: String) throws {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw Self.lastError() }
  }

  /// - Throws: `POSIXError`, as where the disk is full.
  func write(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = UnsafeRawBufferPointer(rebasing: rest)
      let count = Foundation.write(descriptor, part.baseAddress, part.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw Self.lastError()
      }
      rest = rest.dropFirst(count)
    }
    byteCount += bytes.count
  }

  func close() {
    guard descriptor >= 0 else { return }
    _ = Foundation.close(descriptor)
    descriptor = -1
  }

  deinit { close() }

  static func lastError() -> POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
