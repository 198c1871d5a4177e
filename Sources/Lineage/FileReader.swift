internal import Foundation
internal import TroupeProviders
internal import TroupeVocabulary

/// A file of the library as the transport reads it.
final class FileReader: ByteReader {
  private let descriptor: Int32
  private let path: String

  /// Opens the file at `path`.
  init(path: String) throws {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    self.path = path
    if descriptor < 0 { throw failure() }
  }

  deinit { close(descriptor) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard let base = buffer.baseAddress else { return 0 }
    while true {
      let count = Foundation.read(descriptor, base, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw failure() }
    }
  }

  private func failure() -> TroupeError {
    .file(path: path, operation: "read", reason: String(cString: strerror(errno)))
  }
}
