import Foundation

/// Wakes a thread that waits for files: one end is written to from anywhere, the other is among what it waits for.
final class WakePipe: Sendable {
  /// The end to wait for.
  let readEnd: Int32
  private let writeEnd: Int32

  /// `nil` when the process has too many files open.
  init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (readEnd, writeEnd) = (ends[0], ends[1])
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// Makes the other end readable. Into a full pipe nothing more goes, nor need it.
  func wake() { _ = write(writeEnd, [0], 1) }

  /// Takes out what wakes have put in.
  func drain() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(readEnd, &bytes, bytes.count) > 0 {}
  }
}
