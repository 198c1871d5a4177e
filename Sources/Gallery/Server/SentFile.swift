import Foundation
import Hummingbird
import NIOCore

/// A file that is open to be sent.
final class SentFile: Sendable {
  private static let pieceCount = 1 << 16
  private let descriptor: Int32

  /// - Throws: `Refusal.missingFile` where there is no plain file of this length.
  init(_ path: String, byteCount: Int) throws {
    // Without O_NONBLOCK, opening a pipe would wait for a writer.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    var facts = stat()
    guard descriptor >= 0, fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG,
      Int(facts.st_size) == byteCount
    else { throw Refusal.missingFile }
  }

  /// Sends bytes of the file, piece by piece as the reader takes them.
  /// - Throws: errors of the disk and the connection; the answer is then cut short.
  @concurrent func write(_ range: Range<Int>, to writer: inout any ResponseBodyWriter) async throws
  {
    var place = range.lowerBound
    while place < range.upperBound {
      let wanted = min(Self.pieceCount, range.upperBound - place)
      var piece = ByteBuffer()
      let count = piece.writeWithUnsafeMutableBytes(minimumWritableBytes: wanted) { bytes in
        max(0, pread(descriptor, bytes.baseAddress, wanted, off_t(place)))
      }
      guard count > 0 else { throw Refusal.missingFile }
      try await writer.write(piece)
      place += count
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}
