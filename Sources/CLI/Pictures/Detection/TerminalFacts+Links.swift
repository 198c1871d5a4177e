extension TerminalFacts {
  /// Whether the terminal shows a ``Hyperlink`` as such; one that does not may show the address, or nothing of it.
  var takesLinks: Bool {
    if isDumb { return false }
    if isInsideTmux { return tmuxTakesLinks }
    if isInsideScreen { return false }
    // VTE before 0.50 does not know them.
    if let version = Int(self["VTE_VERSION"]) { return version >= 5000 }
    if ["xterm-kitty", "foot", "alacritty", "xterm-ghostty"].contains(where: self["TERM"].hasPrefix)
    {
      return true
    }
    return programTakesLinks ?? othersTakeLinks
  }

  /// `nil` where the terminal does not say what it is.
  private var programTakesLinks: Bool? {
    let name = self["TERM_PROGRAM"]
    if name.isEmpty { return nil }
    return ["iTerm.app", "WezTerm", "ghostty", "vscode", "mintty"].contains(name)
  }

  private var othersTakeLinks: Bool {
    // Konsole knows them since 20.12.
    if let version = Int(self["KONSOLE_VERSION"]) { return version >= 201_200 }
    return self["LC_TERMINAL"] == "iTerm2" || !self["KITTY_WINDOW_ID"].isEmpty
      || !self["WT_SESSION"].isEmpty
  }

  /// tmux knows links since 3.4, and says its version in the variables of terminals since 3.2.
  private var tmuxTakesLinks: Bool {
    guard self["TERM_PROGRAM"] == "tmux" else { return false }
    let digits = self["TERM_PROGRAM_VERSION"].split { !$0.isASCII || !$0.isNumber }
    let version = digits.prefix(2).compactMap { Int($0) }
    guard version.count == 2 else { return false }
    return version[0] > 3 || (version[0] == 3 && version[1] >= 4)
  }
}
