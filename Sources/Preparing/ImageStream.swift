internal import Foundation
internal import TroupeVocabulary

/// A picture that comes through a pipe, whose length is known only at its end.
struct ImageStream {
  private let descriptor: Int32
  private let path: FilePath

  /// The most bytes that are read: a picture of 100 megapixels takes 800 MB at most, unpacked.
  private static let maxLength = 1 << 30
  /// Enough to tell what it is.
  private static let headLength = 1 << 16

  init(_ descriptor: Int32, _ path: FilePath) {
    self.descriptor = descriptor
    self.path = path
  }

  /// All that comes; of what is no picture, the beginning.
  /// - Throws: `.image` for a terminal, and for more than a picture has; `LibraryError.unreadableFile`;
  ///   `CancellationError`.
  func read() throws -> Data {
    if isatty(descriptor) == 1 { throw fault("a terminal") }
    var bytes = Data()
    var part = [UInt8](repeating: 0, count: Self.headLength)
    while true {
      try wait()
      let count = Foundation.read(descriptor, &part, part.count)
      if count == 0 { return bytes }
      guard count > 0 else {
        if errno == EINTR || errno == EAGAIN { continue }
        throw ImageFile.unreadable(path)
      }
      bytes.append(contentsOf: part.prefix(count))
      if bytes.count >= Self.headLength, MediaType(sniffing: bytes) == nil { return bytes }
      if bytes.count > Self.maxLength { throw fault("a stream without an end") }
    }
  }

  /// Waits until something comes or the other side is closed.
  private func wait() throws {
    var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    repeat {
      if Task.isCancelled { throw CancellationError() }
    } while poll(&event, 1, 100) == 0
  }

  private func fault(_ found: String) -> TroupeError {
    .image(name: "\(path)", .notAnImage(found: found))
  }
}
