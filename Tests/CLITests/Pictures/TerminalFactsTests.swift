import Testing

@testable import TroupeCLI

@Suite struct TerminalFactsTests {
  @Test(
    "terminals are known by their variables",
    arguments: [
      (["TERM": "xterm-kitty"], TerminalFacts.Pictures.known(.kitty)),
      (["TERM": "xterm-ghostty", "TERM_PROGRAM": "ghostty"], .known(.kitty)),
      (["TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"], .known(.kitty)),
      (["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"], .known(.iterm)),
      (
        ["TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm", "KITTY_WINDOW_ID": "1"],
        .known(.iterm)
      ),
      (["TERM": "xterm-256color", "LC_TERMINAL": "iTerm2"], .known(.iterm)),
      (["TERM": "xterm-256color", "KONSOLE_VERSION": "220401"], .known(.iterm)),
      (["TERM": "xterm-256color", "KONSOLE_VERSION": "211203"], .unknown),
      (["TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"], .known(.blocks)),
      (["TERM": "xterm-256color", "TERM_PROGRAM": "vscode"], .unknown),
      (["TERM": "xterm-256color", "WT_SESSION": "x"], .unknown),
      (["TERM": "xterm-256color"], .unknown),
      (["TERM": "foot-extra"], .known(.sixel)),
      (["TERM": "mlterm"], .known(.sixel)),
      (["TERM": "linux"], .known(.blocks)),
      (["TERM": "screen.xterm-256color", "KITTY_WINDOW_ID": "1"], .known(.blocks)),
      (["TERM": "tmux-256color", "TMUX": "x", "KITTY_WINDOW_ID": "1"], .unknown),
      (["TERM": "dumb", "KITTY_WINDOW_ID": "1"], .none),
      ([:], .none),
    ])
  func known(environment: [String: String], expected: TerminalFacts.Pictures) {
    #expect(TerminalFacts(environment: environment).pictures == expected)
  }

  @Test("what is unknown is decided by the answer")
  func answered() {
    let facts = TerminalFacts(environment: ["TERM": "xterm-256color"])
    #expect(facts.pictures(TerminalAnswer()) == .blocks)
    #expect(facts.pictures(answer("[?62;4;22c")) == .sixel)
    #expect(facts.pictures(answer("[?64;22c")) == .blocks)
    #expect(facts.pictures(answer("_Gi=31;OK\u{1B}\\\u{1B}[?62;4c")) == .kitty)
    #expect(facts.pictures(answer("P>|WezTerm 20240203\u{1B}\\\u{1B}[?65;4c")) == .iterm)
    let code = TerminalFacts(environment: ["TERM": "xterm-256color", "TERM_PROGRAM": "vscode"])
    #expect(code.pictures(answer("[?62;4;22c")) == .iterm)
    #expect(code.pictures(answer("[?1;2c")) == .blocks)
    #expect(TerminalFacts(environment: [:]).pictures(answer("[?62;4c")) == nil)
  }

  @Test("in tmux, sixel is tmux's own; others pass through where it says so")
  func tmux() {
    let facts = TerminalFacts(environment: ["TERM": "tmux", "TMUX": "x", "LC_TERMINAL": "iTerm2"])
    #expect(facts.pictures(answer("[?1;2c")) == .blocks)
    #expect(facts.pictures(answer("[?1;2c"), tmuxPassesThrough: true) == .iterm)
    #expect(facts.pictures(answer("[?1;2;4c")) == .sixel)
    #expect(facts.needsTmuxPassthrough(.kitty) && facts.needsTmuxPassthrough(.iterm))
    #expect(!facts.needsTmuxPassthrough(.sixel) && !facts.needsTmuxPassthrough(.blocks))
    #expect(!TerminalFacts(environment: ["TERM": "xterm-kitty"]).needsTmuxPassthrough(.kitty))
  }

  @Test("colors are as many as the terminal says, and none where the user wants none")
  func colors() {
    let facts = { TerminalFacts(environment: ["TERM": "xterm-256color"].merging($0) { $1 }) }
    #expect(facts(["COLORTERM": "truecolor"]).colors == .trueColor)
    #expect(facts(["COLORTERM": "24bit"]).colors == .trueColor)
    #expect(facts(["WT_SESSION": "x"]).colors == .trueColor)
    #expect(facts([:]).colors == .palette256)
    #expect(facts(["NO_COLOR": ""]).colors == .palette256)
    #expect(facts(["NO_COLOR": "1", "COLORTERM": "truecolor"]).colors == nil)
    #expect(facts(["TERM": "dumb"]).colors == nil)
  }

  @Test(
    "links are for terminals that show them as such",
    arguments: [
      (["VTE_VERSION": "7600"], true), (["VTE_VERSION": "4999"], false), ([:], false),
      (["TERM": "dumb", "VTE_VERSION": "7600"], false), (["TERM": "xterm-kitty"], true),
      (["TERM": "foot"], true), (["TERM": "linux"], false), (["TERM_PROGRAM": "vscode"], true),
      (["TERM_PROGRAM": "Apple_Terminal"], false), (["WT_SESSION": "x"], true),
      (["KONSOLE_VERSION": "200800"], false), (["LC_TERMINAL": "iTerm2"], true),
      (["TERM": "mlterm"], false),
      (["TERM": "screen", "VTE_VERSION": "7600"], false),
      (["TMUX": "x", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.3a"], false),
      (["TMUX": "x", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.4"], true),
      (["TMUX": "x", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "next-3.6"], true),
      (["TMUX": "x", "TERM": "screen", "VTE_VERSION": "7600"], false),
    ])
  func links(environment: [String: String], expected: Bool) {
    let all = ["TERM": "xterm-256color"].merging(environment) { $1 }
    #expect(TerminalFacts(environment: all).takesLinks == expected)
  }

  @Test("over ssh, files of this host are out of the terminal's reach")
  func remote() {
    #expect(TerminalFacts(environment: ["SSH_CONNECTION": "a b"]).isRemote)
    #expect(!TerminalFacts(environment: ["TERM": "xterm-kitty"]).isRemote)
  }

  private func answer(_ text: String) -> TerminalAnswer {
    TerminalAnswer(Array("\u{1B}\(text)".utf8))
  }
}
