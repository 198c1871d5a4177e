import Foundation

/// Reads several pipes at once, up to a bound, without waiting for one of them alone.
struct PipeReader {
  private var pipes: [FileHandle]
  private var isOpen: [Bool]
  private var bytes: [Data]
  private let most: Int
  private var restless = 0

  init(_ pipes: [Pipe], most: Int) {
    self.pipes = pipes.map(\.fileHandleForReading)
    isOpen = pipes.map { _ in true }
    bytes = pipes.map { _ in Data() }
    self.most = most
  }

  /// Whether one of them has not ended.
  var isAnyOpen: Bool { isOpen.contains(true) }

  /// Whether more came than the bound.
  var isTooMuch: Bool { bytes.contains { $0.count > most } }

  /// What came, by pipe.
  var texts: [String] { bytes.map { String(decoding: $0, as: UTF8.self) } }

  /// Waits a twentieth of a second at most for something to read, and reads it.
  /// - Returns: false where more came than the bound.
  mutating func read() -> Bool {
    var polls = zip(pipes, isOpen).map { pipe, isOpen in
      pollfd(fd: isOpen ? pipe.fileDescriptor : -1, events: Int16(POLLIN), revents: 0)
    }
    let count = poll(&polls, nfds_t(polls.count), 50)
    restless = count > 0 ? 0 : restless + 1
    guard count > 0 else { return true }
    var piece = [UInt8](repeating: 0, count: 4096)
    for index in polls.indices where polls[index].revents != 0 {
      let size = piece.count
      let count = piece.withUnsafeMutableBytes { buffer in
        #if canImport(Darwin)
          Darwin.read(polls[index].fd, buffer.baseAddress, size)
        #else
          Glibc.read(polls[index].fd, buffer.baseAddress, size)
        #endif
      }
      if count > 0 { bytes[index] += piece[..<count] } else { isOpen[index] = false }
    }
    return !isTooMuch
  }

  /// Whether nothing has come for half a second, to ask once the process has ended.
  func hasRestedSinceEnd() -> Bool { restless >= 10 }
}
