import Foundation
import Synchronization

/// A pseudo-terminal with a thread at the side of the person, which answers what it is told.
final class FakeTerminal: Sendable {
  /// A piece of an answer, and how long before it is sent.
  typealias Piece = (after: TimeInterval, text: String)

  /// The program's side.
  let line: Int32
  private let master: Int32
  private let state = Mutex((question: "", isClosed: false))

  /// - Parameter answer: sent once the question for the attributes has come.
  init(answer: [Piece]) throws {
    let name: String
    (master, name) = try Self.opened()
    line = open(name, O_RDWR | O_NOCTTY)
    guard line >= 0 else { throw POSIXError(.ENXIO) }
    Thread { [self] in
      if readQuestion() { answer.forEach(send) }
      while !isClosed { Thread.sleep(forTimeInterval: 0.005) }
      Foundation.close(master)
    }.start()
  }

  /// What the program wrote.
  var question: String { state.withLock(\.question) }

  /// Flags for input, output, control and local modes, and all control characters.
  var settings: [UInt64] {
    var now = termios()
    guard tcgetattr(line, &now) == 0 else { return [] }
    let characters = withUnsafeBytes(of: now.c_cc) { $0.map(UInt64.init) }
    return [now.c_iflag, now.c_oflag, now.c_cflag, now.c_lflag].map { UInt64($0) } + characters
  }

  func close() {
    Foundation.close(line)
    state.withLock { $0.isClosed = true }
  }

  private var isClosed: Bool { state.withLock(\.isClosed) }

  private func send(_ piece: Piece) {
    let time = Date(timeIntervalSinceNow: piece.after)
    while !isClosed, time > Date() { Thread.sleep(forTimeInterval: 0.005) }
    guard !isClosed else { return }
    _ = Array(piece.text.utf8).withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
  }

  private func readQuestion() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 256)
    while !question.hasSuffix("\u{1B}[c") {
      let count = read(master, &buffer, buffer.count)
      guard count > 0 else { return false }
      state.withLock { $0.question += String(decoding: buffer.prefix(count), as: UTF8.self) }
    }
    return true
  }

  /// The side of the person, and the name of the other.
  private static func opened() throws -> (Int32, String) {
    #if os(Linux)
      // Glibc declares the functions of POSIX for this only where a program asks for them.
      let master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
      var (number, unlocked): (UInt32, Int32) = (0, 0)
      let (askNumber, setLock): (UInt, UInt) = (0x8004_5430, 0x4004_5431)
      guard master >= 0, ioctl(master, setLock, &unlocked) == 0,
        ioctl(master, askNumber, &number) == 0
      else { throw POSIXError(.ENXIO) }
      return (master, "/dev/pts/\(number)")
    #else
      let master = posix_openpt(O_RDWR | O_NOCTTY)
      guard master >= 0, grantpt(master) == 0, unlockpt(master) == 0, let name = ptsname(master)
      else { throw POSIXError(.ENXIO) }
      return (master, String(cString: name))
    #endif
  }
}
