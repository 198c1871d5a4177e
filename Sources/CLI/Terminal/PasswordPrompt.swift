import Foundation
import Troupe

/// A line typed at the terminal and not shown.
enum PasswordPrompt {
  /// Asks on stderr and reads up to Return.
  /// - Throws: `TroupeError.interrupted` for Ctrl-C, which is read as a letter so that the terminal
  ///   is always put back.
  static func read(_ prompt: String) throws -> String {
    var before = termios()
    tcgetattr(STDIN_FILENO, &before)
    var hidden = before
    hidden.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
    defer {
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
      StandardStream.error.write("\n")
    }
    StandardStream.error.write("\(prompt)")
    var line: [UInt8] = []
    while true {
      var byte: UInt8 = 0
      guard Foundation.read(STDIN_FILENO, &byte, 1) == 1 else { break }
      switch byte {
      case 0x03: throw TroupeError.interrupted
      case 0x04, 0x0A, 0x0D: return String(decoding: line, as: UTF8.self)
      case 0x08, 0x7F: _ = line.popLast()
      default: line.append(byte)
      }
    }
    return String(decoding: line, as: UTF8.self)
  }
}
