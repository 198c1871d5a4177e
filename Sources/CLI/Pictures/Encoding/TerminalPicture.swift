import Foundation

/// A picture as a terminal takes it.
struct TerminalPicture: Hashable, Sendable {
  /// The cells that it takes.
  let box: CellBox
  let form: Form

  enum Form: Hashable, Sendable {
    /// Sequences that draw it with its upper left corner at the cursor, and leave the cursor anywhere.
    case sequences([Data])
    /// Lines of text, each exactly as wide as the box.
    case lines([String])
  }

  /// All that is written to show it at the start of a line: the cursor stands at the start of the line below it then,
  /// also at the foot of the screen.
  var written: Data { ContactSheet([.init(self)], columnWidth: box.columns).written }

  /// The same picture for the terminal outside of tmux, which lets through what its option `allow-passthrough` allows.
  var throughTmux: TerminalPicture {
    guard case .sequences(let sequences) = form else { return self }
    return TerminalPicture(box: box, form: .sequences(sequences.map(TmuxPassthrough.wrapped)))
  }
}

/// What tmux hands to the terminal outside of it.
enum TmuxPassthrough {
  /// `sequence` with every ESC doubled, in a control string that is addressed to tmux.
  static func wrapped(_ sequence: Data) -> Data {
    var result = Data("\u{1B}Ptmux;".utf8)
    for byte in sequence {
      if byte == 0x1B { result.append(byte) }
      result.append(byte)
    }
    return result + Data("\u{1B}\\".utf8)
  }
}
