import Foundation

/// How much the terminal shows.
enum TerminalSize {
  /// `COLUMNS`, else the terminal's own, else 100; never below 40.
  static var columns: Int {
    if let text = ProcessInfo.processInfo.environment["COLUMNS"], let columns = Int(text) {
      return max(40, columns)
    }
    let columns = Int(size.ws_col)
    return columns > 0 ? max(40, columns) : 100
  }

  /// Whether a width was told, by a terminal or by `COLUMNS`; nothing is shortened for what reads a pipe.
  static var isKnown: Bool {
    ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) } != nil || size.ws_col > 0
  }

  /// How many lines the terminal has: `LINES`, else its own, else 24; never below 6.
  static var lines: Int {
    if let text = ProcessInfo.processInfo.environment["LINES"], let lines = Int(text) {
      return max(6, lines)
    }
    let lines = Int(size.ws_row)
    return lines > 0 ? max(6, lines) : 24
  }

  /// Zeros where stdout is no terminal.
  private static var size: winsize {
    var size = winsize()
    return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 ? size : winsize()
  }
}
