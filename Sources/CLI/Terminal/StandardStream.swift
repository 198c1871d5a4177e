import Foundation
import Synchronization

/// stdout or stderr, written whole and at once. The first fault is kept, so that a work that costs
/// money goes on when the reader has gone.
final class StandardStream: Sendable {
  static let output = StandardStream(STDOUT_FILENO)
  static let error = StandardStream(STDERR_FILENO)

  private let descriptor: Int32
  private let fault = Mutex<WriteFault?>(nil)

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// What kept a write from succeeding, if anything did.
  var failure: WriteFault? { fault.withLock(\.self) }

  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Whether colors are wanted and can be shown; `FORCE_COLOR` wants them in a pipe too, as for a pager.
  var hasColors: Bool {
    let environment = ProcessInfo.processInfo.environment
    if !environment["NO_COLOR", default: ""].isEmpty { return false }
    let forced = environment["FORCE_COLOR", default: ""]
    if !forced.isEmpty { return forced != "0" }
    return isTerminal && environment["TERM"] != "dumb"
  }

  /// Whether a text can lead to a file.
  var takesLinks: Bool {
    isTerminal && hasColors
      && TerminalFacts(environment: ProcessInfo.processInfo.environment).takesLinks
  }

  func write(_ text: SafeText) {
    write(!hasColors ? text.plain : takesLinks ? text.marked : text.unlinked)
  }

  /// Writes `text` as it is.
  func write(_ text: String) {
    fault.withLock { fault in
      if fault == nil { fault = Self.write(Array(text.utf8), to: descriptor) }
    }
  }

  /// Writes `bytes` as they are.
  func write(bytes: Data) {
    fault.withLock { fault in
      if fault == nil { fault = Self.write(Array(bytes), to: descriptor) }
    }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> WriteFault? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        return WriteFault(number: errno)
      }
      rest = rest.dropFirst(count)
    }
    return nil
  }
}

/// stdout takes no more.
struct WriteFault: Error {
  let number: Int32

  var isClosedPipe: Bool { number == EPIPE }

  var message: String { "Cannot write to standard output: \(String(cString: strerror(number)))." }
}
