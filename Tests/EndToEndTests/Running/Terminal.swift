import Foundation
import Synchronization

/// A pseudo-terminal, at which a run of the program reads and writes.
final class Terminal: Sendable {
  /// The program's side.
  let line: FileHandle
  /// Whether stdout is shown too, and not kept for the test.
  let takesOutput: Bool
  private let master: Int32
  private let state = Mutex((bytes: [UInt8](), isOver: false))

  init(takesOutput: Bool = false) throws {
    self.takesOutput = takesOutput
    let name: String
    (master, name) = try Self.opened()
    let slave = open(name, O_RDWR | O_NOCTTY)
    guard slave >= 0 else { throw POSIXError(.ENXIO) }
    line = FileHandle(fileDescriptor: slave, closeOnDealloc: true)
    Thread { [self] in readAll() }.start()
  }

  deinit { close(master) }

  /// Leaves the program's side to the program, so that its end is seen here.
  func hangUp() { try? line.close() }

  /// Whether the program shows `words` before it ends.
  func shows(_ words: String) async -> Bool {
    while true {
      let (bytes, isOver) = state.withLock { $0 }
      if String(decoding: bytes, as: UTF8.self).contains(words) { return true }
      if isOver { return false }
      try? await Task.sleep(for: .milliseconds(10))
    }
  }

  /// All that the program showed, once it has ended.
  func text() async -> String {
    while !state.withLock(\.isOver) { try? await Task.sleep(for: .milliseconds(10)) }
    return state.withLock { String(decoding: $0.bytes, as: UTF8.self) }
      .replacingOccurrences(of: "\r\n", with: "\n")
  }

  /// Types `text`, as a person would.
  func type(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
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

  private func readAll() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(master, &buffer, buffer.count)
      // Linux says EIO once no program holds the other side.
      if count <= 0 { break }
      state.withLock { $0.bytes += buffer.prefix(count) }
    }
    state.withLock { $0.isOver = true }
  }
}
