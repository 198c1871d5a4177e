/// What the environment says about the terminal, and what follows for pictures and links.
struct TerminalFacts: Sendable {
  /// What is known about pictures before the terminal was asked.
  enum Pictures: Hashable, Sendable {
    /// The terminal takes this.
    case known(PictureProtocol)
    /// Only a ``TerminalQuestion`` can tell.
    case unknown
    /// No picture and no color at all.
    case none
  }

  /// Every variable that is looked at; a cache of what the terminal answered is keyed by their values.
  static let variables = [
    "COLORTERM", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "LC_TERMINAL", "NO_COLOR", "SSH_CLIENT",
    "SSH_CONNECTION", "SSH_TTY", "STY", "TERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "TMUX",
    "VTE_VERSION", "WT_SESSION",
  ]

  private let environment: [String: String]

  /// - Parameter environment: that of the process.
  init(environment: [String: String]) { self.environment = environment }

  /// What the terminal takes, as far as the environment tells. Blocks also need ``colors``.
  var pictures: Pictures {
    if isDumb { return .none }
    if isInsideTmux { return .unknown }
    if isInsideScreen { return .known(.blocks) }
    if let known = byTerm ?? byProgram ?? byOthers { return .known(known) }
    return .unknown
  }

  /// What the terminal takes, from what it answered; `nil` for no picture at all.
  ///
  /// - Parameters:
  ///   - answer: what it said to a ``TerminalQuestion``; an empty one where it said nothing.
  ///   - tmuxPassesThrough: whether tmux says so: `tmux display-message -p '#{allow-passthrough}'` is `on` or `all`.
  func pictures(
    _ answer: TerminalAnswer, tmuxPassesThrough: Bool = false
  ) -> PictureProtocol? {
    switch pictures {
    case .none: return nil
    case .known(let known): return known
    case .unknown: break
    }
    if answer.takesKitty { return .kitty }
    let isITerm = isInsideTmux && tmuxPassesThrough && self["LC_TERMINAL"] == "iTerm2"
    if isITerm || answer.namesITermProtocol { return .iterm }
    guard answer.takesSixel else { return .blocks }
    // VS Code answers so only where the user has left images on.
    return self["TERM_PROGRAM"] == "vscode" ? .iterm : .sixel
  }

  /// Whether tmux must hand the pictures of a protocol on: see ``TerminalPicture/throughTmux``. Sixel it draws itself.
  func needsTmuxPassthrough(_ picture: PictureProtocol) -> Bool {
    isInsideTmux && (picture == .kitty || picture == .iterm)
  }

  /// The colors for ``PictureProtocol/blocks``; `nil` where the terminal has none or the user wants none.
  var colors: ColorDepth? {
    // no-color.org: present and not empty.
    if isDumb || !self["NO_COLOR"].isEmpty { return nil }
    let isTrue =
      ["truecolor", "24bit"].contains(self["COLORTERM"]) || self["TERM"].hasSuffix("-direct")
      || !self["WT_SESSION"].isEmpty || byTerm == .kitty
    return isTrue ? .trueColor : .palette256
  }

  /// Whether the terminal may run on another host, which cannot read files of this one.
  var isRemote: Bool {
    ["SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"].contains { !self[$0].isEmpty }
  }

  /// Whether the program runs inside tmux.
  var isInsideTmux: Bool { !self["TMUX"].isEmpty || self["TERM"].hasPrefix("tmux") }

  subscript(_ name: String) -> String { environment[name] ?? "" }

  var isDumb: Bool { self["TERM"].isEmpty || self["TERM"] == "dumb" }

  /// Inside GNU screen, or in tmux of another host, which says no more than that.
  var isInsideScreen: Bool { !self["STY"].isEmpty || self["TERM"].hasPrefix("screen") }
}

extension TerminalFacts {
  /// Terminals with a name of their own for TERM, which no terminal inside of them inherits.
  private var byTerm: PictureProtocol? {
    let term = self["TERM"]
    switch term {
    case "xterm-kitty", "xterm-ghostty": return .kitty
    case "mlterm", "linux": return term == "linux" ? .blocks : .sixel
    default: break
    }
    let isSixel = ["foot", "mlterm-", "yaft"].contains { term.hasPrefix($0) }
    return isSixel ? .sixel : nil
  }

  private var byProgram: PictureProtocol? {
    switch self["TERM_PROGRAM"] {
    case "iTerm.app", "WezTerm": .iterm
    case "ghostty": .kitty
    case "Apple_Terminal": .blocks
    default: nil
    }
  }

  /// What survives ssh, and what programs started from a terminal inherit, so that it counts least.
  private var byOthers: PictureProtocol? {
    if !self["TERM_PROGRAM"].isEmpty { return nil }
    if self["LC_TERMINAL"] == "iTerm2" { return .iterm }
    // Konsole knows pictures since 22.04.
    if let version = Int(self["KONSOLE_VERSION"]), version >= 220_400 { return .iterm }
    return self["KITTY_WINDOW_ID"].isEmpty ? nil : .kitty
  }
}
