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

  /// How often a pipe that no program has open to write is looked at, 0.1 s apart.
  private static let mostLooks = 20

  init(_ descriptor: Int32, _ path: FilePath) {
    self.descriptor = descriptor
    self.path = path
  }

  /// All that comes; of what is no picture, the beginning.
  /// - Throws: `.image` for a terminal, for a pipe that nothing is written to, and for more than a picture has; `LibraryError.unreadableFile`;
  ///   `CancellationError`.
  func read() throws -> Data {
    if isatty(descriptor) == 1 { throw fault("a terminal") }
    var bytes = Data()
    var part = [UInt8](repeating: 0, count: Self.headLength)
    var looks = 0
    while true {
      let isReady = try wait()
      let count = Foundation.read(descriptor, &part, part.count)
      // Without a writer there is nothing to wait for, and no end that could come.
      if count == 0, !isReady {
        looks += 1
        guard looks < Self.mostLooks else {
          throw fault("a device or a pipe that nothing is written to")
        }
        continue
      }
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

  /// Waits a moment; whether something came or the other side was closed.
  private func wait() throws -> Bool {
    if Task.isCancelled { throw CancellationError() }
    var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&event, 1, 100) != 0
  }

  private func fault(_ found: String) -> TroupeError {
    .image(name: "\(path)", .notAnImage(found: found))
  }
}
