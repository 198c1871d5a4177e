/// How many colors a terminal has.
enum ColorDepth: Sendable {
  /// Red, green and blue of eight bits each.
  case trueColor
  /// The 256 of xterm, of which the first 16 are the user's own and are not used.
  case palette256
}

/// A color of eight bits a channel.
struct TerminalColor: Hashable, Sendable {
  let red: UInt8
  let green: UInt8
  let blue: UInt8

  init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// What follows 38 or 48 in a sequence that selects this color.
  var parameters: String { "2;\(red);\(green);\(blue)" }
}
