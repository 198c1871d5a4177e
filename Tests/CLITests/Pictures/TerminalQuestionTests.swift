import Foundation
import Testing

@testable import TroupeCLI

@Suite struct TerminalQuestionTests {
  private let kitty = "\u{1B}_Gi=31;OK\u{1B}\\"
  private let attributes = "\u{1B}[?62;4c"

  @Test("an answer is read whole, and the question asks for the attributes last")
  func whole() throws {
    let terminal = try FakeTerminal(answer: [
      (0, "\u{1B}P>|x 1\u{1B}\\\(kitty)\u{1B}[6;20;10t\(attributes)")
    ])
    let answer = try #require(asked(terminal, .seconds(30)))
    #expect(
      answer.takesKitty && answer.takesSixel && answer.name == "x 1" && answer.cell == .assumed)
    #expect(
      terminal.question
        == "\u{1B}[>q\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\\u{1B}[16t\u{1B}[c")
  }

  @Test("an answer in pieces, with a return key between, is put together")
  func pieces() throws {
    let pieces = ["\u{1B}_Gi=3", "1;OK\u{1B}", "\\\r\u{1B}[?6", "2;4c"].map { (0.02, $0) }
    let answer = try #require(asked(FakeTerminal(answer: pieces), .seconds(30)))
    #expect(answer.takesKitty && answer.takesSixel)
  }

  @Test("a terminal that is late or never answers costs the time given, not more")
  func silent() throws {
    let answers: [[FakeTerminal.Piece]] = [[], [(after: 30, text: attributes)]]
    for answer in answers {
      let start = ContinuousClock.now
      let result = try #require(asked(FakeTerminal(answer: answer), .milliseconds(100)))
      #expect(!result.hasAttributes)
      #expect((.milliseconds(100) ..< .seconds(4)).contains(ContinuousClock.now - start))
    }
  }

  @Test("garbage without end is not read without end")
  func garbage() throws {
    let noise: FakeTerminal.Piece = (0, String(repeating: "\u{1B}[A\u{1B}Px", count: 200))
    let answer = try #require(
      asked(FakeTerminal(answer: .init(repeating: noise, count: 4)), .seconds(30)))
    #expect(answer == TerminalAnswer())
  }

  @Test("in tmux, its own attributes may come before what the terminal outside says")
  func tmux() throws {
    let terminal = try FakeTerminal(answer: [(0, attributes), (0.05, kitty)])
    let answer = try #require(asked(terminal, .seconds(30), isInsideTmux: true))
    #expect(answer.takesKitty)
    #expect(terminal.question.contains("\u{1B}Ptmux;\u{1B}\u{1B}_Gi=31"))
  }

  @Test("what is no terminal is not asked")
  func noTerminal() throws {
    let pipe = Pipe()
    #expect(TerminalQuestion().ask(descriptor: pipe.fileHandleForWriting.fileDescriptor) == nil)
    #expect(TerminalQuestion().ask(descriptor: -1) == nil)
  }

  /// Asks, and looks whether the settings are as before.
  private func asked(
    _ terminal: FakeTerminal, _ timeout: Duration, isInsideTmux: Bool = false
  ) -> TerminalAnswer? {
    defer { terminal.close() }
    let before = terminal.settings
    let answer = TerminalQuestion(isInsideTmux: isInsideTmux)
      .ask(descriptor: terminal.line, timeout: timeout)
    #expect(!before.isEmpty && terminal.settings == before)
    return answer
  }
}
