internal import Foundation

/// Asks a terminal for its name, kitty's graphics, the size of its cells, and sixel.
struct TerminalQuestion: Sendable {
  /// Whether kitty's question goes through tmux, whose own answers may overtake that of the terminal outside.
  let isInsideTmux: Bool

  init(isInsideTmux: Bool = false) { self.isInsideTmux = isInsideTmux }

  /// Asks, without the terminal showing anything, and leaves its settings as they were.
  ///
  /// What the user types meanwhile is lost. An answer that comes after the time is over is typed into the shell, so
  /// over a slow line a longer time is better: it is only used up where a terminal does not answer at all.
  ///
  /// - Parameters:
  ///   - descriptor: of the terminal, open for reading and writing.
  ///   - timeout: for the whole answer.
  /// - Returns: what it had answered by then; `nil` where the descriptor is no terminal, or the process runs in the
  ///   background, where asking would stop it.
  func ask(
    descriptor: Int32, timeout: Duration = .milliseconds(100)
  ) -> TerminalAnswer? {
    guard isatty(descriptor) == 1, !Self.isInBackground(descriptor),
      let quiet = QuietTerminal(descriptor)
    else { return nil }
    defer { quiet.restore() }
    let deadline = ContinuousClock.now + timeout
    guard write(descriptor, until: deadline) else { return TerminalAnswer() }
    return read(descriptor, until: deadline)
  }

  /// One write; the attributes come last, since every terminal answers to them.
  var bytes: [UInt8] {
    let kitty = Data("\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\".utf8)
    let cellAndAttributes = "\u{1B}[16t\u{1B}[c"
    return Array("\u{1B}[>q".utf8) + (isInsideTmux ? TmuxPassthrough.wrapped(kitty) : kitty)
      + Array(cellAndAttributes.utf8)
  }

  /// Whether nothing more is to come.
  func isComplete(_ answer: TerminalAnswer) -> Bool {
    answer.hasAttributes && (!isInsideTmux || answer.hasKittyAnswer)
  }

  /// Whether changing the settings would stop the process. A terminal that does not control it never does.
  private static func isInBackground(_ descriptor: Int32) -> Bool {
    let foreground = tcgetpgrp(descriptor)
    return foreground >= 0 && foreground != getpgrp()
  }

  private func write(_ descriptor: Int32, until deadline: ContinuousClock.Instant) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      guard Self.isReady(descriptor, POLLOUT, until: deadline) else { return false }
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR, errno != EAGAIN { return false }
      rest = rest.dropFirst(max(count, 0))
    }
    return true
  }

  private func read(
    _ descriptor: Int32, until deadline: ContinuousClock.Instant
  ) -> TerminalAnswer {
    var (bytes, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 512))
    var answer = TerminalAnswer()
    while !isComplete(answer), bytes.count < TerminalAnswer.mostBytes,
      Self.isReady(descriptor, POLLIN, until: deadline)
    {
      let count = Foundation.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else { break }
      bytes += buffer.prefix(count)
      answer = TerminalAnswer(bytes)
    }
    return answer
  }

  /// Waits for `event`; `false` where the time is over or the terminal is gone.
  private static func isReady(
    _ descriptor: Int32, _ event: Int32, until deadline: ContinuousClock.Instant
  ) -> Bool {
    while true {
      let left = max((deadline - .now) / .milliseconds(1), 0)
      var poller = pollfd(fd: descriptor, events: Int16(event), revents: 0)
      let count = poll(&poller, 1, Int32(min(left.rounded(.up), 60_000)))
      if count > 0 { return poller.revents & Int16(event) != 0 }
      guard count < 0, errno == EINTR, left > 0 else { return false }
    }
  }
}

/// A terminal that gives every byte at once, shows none, and makes no signals of them.
private struct QuietTerminal {
  private let descriptor: Int32
  private let before: termios

  /// `nil` where its settings cannot be read or changed.
  init?(_ descriptor: Int32) {
    var settings = termios()
    guard tcgetattr(descriptor, &settings) == 0 else { return nil }
    self.descriptor = descriptor
    before = settings
    // Without ISIG Ctrl-C cannot end the process before the settings are restored.
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
    settings.c_iflag &= ~tcflag_t(ICRNL | INLCR | IGNCR | ISTRIP | IXON)
    Self.setMinimum(&settings)
    guard tcsetattr(descriptor, TCSANOW, &settings) == 0 else {
      restore()
      return nil
    }
  }

  func restore() {
    var settings = before
    while tcsetattr(descriptor, TCSANOW, &settings) != 0, errno == EINTR {}
  }

  /// A read returns what there is; the waiting is done by poll.
  private static func setMinimum(_ settings: inout termios) {
    withUnsafeMutableBytes(of: &settings.c_cc) { characters in
      for (index, value) in [(Int(VMIN), UInt8(0)), (Int(VTIME), 0)]
      where characters.indices.contains(index) {
        characters[index] = value
      }
    }
  }
}
