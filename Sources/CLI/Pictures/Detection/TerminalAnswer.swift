/// What a terminal answered to a ``TerminalQuestion``.
struct TerminalAnswer: Hashable, Sendable {
  /// More than this is not read: whole answers have about 100 bytes.
  static let mostBytes = 4096

  /// Whether it understands kitty's graphics.
  private(set) var takesKitty = false
  /// Whether it has answered about kitty's graphics at all.
  private(set) var hasKittyAnswer = false
  /// Whether it counts sixel among its attributes.
  private(set) var takesSixel = false
  /// Its name and version, such as `WezTerm 20240203`, at most 64 visible ASCII characters.
  private(set) var name: String?
  /// The size of its cells.
  private(set) var cell: CellSize?
  /// Whether it has told its attributes, which every terminal does, after all other answers.
  private(set) var hasAttributes = false
  /// Whether the user pressed Ctrl-C meanwhile, which is no signal while the terminal is asked.
  private(set) var isInterrupted = false

  /// Reads what came so far, wherever it is cut, with whatever the user typed in between.
  init(_ bytes: [UInt8] = []) {
    ControlSequence.all(in: Array(bytes.prefix(Self.mostBytes))).forEach { read($0) }
  }

  /// Whether XTVERSION names a terminal with the inline images of iTerm2.
  var namesITermProtocol: Bool {
    guard let name else { return false }
    return ["iTerm2", "WezTerm", "Konsole"].contains { name.hasPrefix($0) }
  }

  private mutating func read(_ sequence: ControlSequence) {
    switch sequence {
    case .csi(let text, final: 0x63) where text.hasPrefix("?"): readAttributes(text.dropFirst())
    case .csi(let text, final: 0x74): readCell(text)
    case .dcs(let text) where text.hasPrefix(">|"): readName(text.dropFirst(2))
    case .apc(let text) where text.hasPrefix("Gi=31;"):
      hasKittyAnswer = true
      takesKitty = text == "Gi=31;OK"
    case .key(0x03): isInterrupted = true
    default: break
    }
  }

  private mutating func readAttributes(_ text: Substring) {
    hasAttributes = true
    // The first number is the class of the terminal, a 4 among the others is sixel.
    takesSixel = text.split(separator: ";").dropFirst().contains("4")
  }

  private mutating func readCell(_ text: String) {
    let numbers = text.split(separator: ";").map { Int($0) }
    guard numbers.count == 3, numbers[0] == 6, let height = numbers[1], let width = numbers[2]
    else { return }
    cell = CellSize(width: width, height: height)
  }

  private mutating func readName(_ text: Substring) {
    let visible = text.unicodeScalars.filter { (0x20...0x7E).contains($0.value) }.prefix(64)
    name = String(String.UnicodeScalarView(visible))
  }
}
