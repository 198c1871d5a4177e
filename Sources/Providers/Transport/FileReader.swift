import Foundation

/// Reads a file of the system piece by piece.
package final class FileReader: ByteReader {
  private let descriptor: Int32

  /// Why a file could not be read: the system's number.
  package struct Fault: Error, Sendable {
    /// `errno`.
    package let code: Int32
  }

  /// Opens the file at `path`; throws `Fault`.
  package init(path: String) throws(Fault) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw Fault(code: errno) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Fills `buffer` from its start as far as it can; 0 at the end. Throws `Fault`.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while true {
      #if canImport(Darwin)
        let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
      #else
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      #endif
      if count >= 0 { return count }
      if errno != EINTR { throw Fault(code: errno) }
    }
  }
}
