import Foundation
import Synchronization

extension MCPServer {
  /// Serves one client that writes lines to standard input and reads them from standard output, until it closes the input or
  /// the task is cancelled. What was asked for until then is still answered, or after a cancellation ended as soon as what
  /// was being sent is safe.
  public func serveStandardStreams() async {
    let output = StandardOutput()
    let connection = Connection(self) { output.write($0) }
    for await line in Self.standardInput() {
      if let line {
        await connection.receive(line)
      } else {
        output.write(
          RPCError(.invalidRequest, "A line has at most \(LineReader.longest) bytes.").answer(
            to: nil))
      }
    }
    await withTaskCancellationHandler {
      await connection.finish()
    } onCancel: {
      Task { await connection.close() }
    }
  }

  private static func standardInput() -> AsyncStream<Data?> {
    let (lines, continuation) = AsyncStream<Data?>.makeStream()
    // Reading blocks, so it has a thread of its own.
    Thread.detachNewThread {
      var reader = LineReader()
      var bytes = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = read(STDIN_FILENO, &bytes, bytes.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { break }
        for line in reader.lines(adding: Data(bytes[..<count])) { continuation.yield(line) }
      }
      if let last = reader.last { continuation.yield(last) }
      continuation.finish()
    }
    return lines
  }
}

/// Standard output, a line at a time.
private final class StandardOutput: Sendable {
  private let isOpen = Mutex(true)

  func write(_ message: JSON) {
    let bytes = Array((message.line + "\n").utf8)
    isOpen.withLock { isOpen in
      var rest = bytes[...]
      while isOpen, !rest.isEmpty {
        let count = rest.withUnsafeBytes {
          Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count)
        }
        if count < 0, errno == EINTR { continue }
        if count <= 0 { isOpen = false } else { rest = rest.dropFirst(count) }
      }
    }
  }
}
