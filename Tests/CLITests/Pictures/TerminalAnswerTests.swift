import Testing

@testable import TroupeCLI

@Suite struct TerminalAnswerTests {
  private static let whole =
    "\u{1B}P>|kitty(0.42.0)\u{1B}\\\u{1B}_Gi=31;OK\u{1B}\\\u{1B}[6;36;17t\u{1B}[?62;4;52c"

  @Test("everything that a terminal answers is read")
  func whole() {
    let answer = TerminalAnswer(Array(Self.whole.utf8))
    #expect(answer.name == "kitty(0.42.0)")
    #expect(answer.takesKitty && answer.takesSixel && answer.hasAttributes)
    #expect(answer.cell == CellSize(width: 17, height: 36))
  }

  @Test("cut anywhere, an answer is incomplete and nothing wrong is read")
  func cut() {
    let bytes = Array(Self.whole.utf8)
    for count in bytes.indices {
      let answer = TerminalAnswer(Array(bytes.prefix(count)))
      #expect(!answer.hasAttributes && !answer.takesSixel)
      #expect([nil, "kitty(0.42.0)"].contains(answer.name))
      #expect([nil, CellSize(width: 17, height: 36)].contains(answer.cell))
    }
  }

  @Test("keys that were typed meanwhile do not matter")
  func keys() {
    let typed = "ls\u{1B}[A\u{1B}OP\u{1B}"
    let text = Self.whole.replacing("\\\u{1B}", with: "\\\(typed)\u{1B}")
    #expect(TerminalAnswer(Array((typed + text).utf8)) == TerminalAnswer(Array(Self.whole.utf8)))
    #expect(TerminalAnswer(Array("a\u{03}\(Self.whole)".utf8)).isInterrupted)
    #expect(!TerminalAnswer(Array(Self.whole.utf8)).isInterrupted)
  }

  @Test("a refusal is an answer, and 4 as the class of a terminal is not sixel")
  func refusals() {
    let answer = TerminalAnswer(Array("\u{1B}_Gi=31;ENOTSUP:no\u{1B}\\\u{1B}[?4;1c".utf8))
    #expect(answer.hasKittyAnswer && !answer.takesKitty)
    #expect(answer.hasAttributes && !answer.takesSixel)
  }

  @Test("a name cannot steer the terminal or grow without bound")
  func hostileName() {
    let long = String(repeating: "x", count: 3000)
    #expect(TerminalAnswer(Array("\u{1B}P>|\(long)\u{1B}\\".utf8)).name?.count == 64)
    #expect(TerminalAnswer(Array("\u{1B}P>|a\u{07}é\u{9B}b\u{1B}\\".utf8)).name == "ab")
  }

  @Test("no bytes make it fail")
  func garbage() {
    var state: UInt64 = 7
    let alphabet =
      Array("\u{1B}\u{1B}\u{1B}[]P_G\\?;>|6t4c0129\u{07}\u{03}".utf8) + [0xFF, 0x80, 0x9B]
    for _ in 0..<3000 {
      let bytes = (0..<40).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1
        return alphabet[Int(state >> 33) % alphabet.count]
      }
      #expect(TerminalAnswer(bytes) == TerminalAnswer(bytes))
    }
    #expect(TerminalAnswer(Array("\u{1B}[6;99999999999999999999;1t\u{1B}[6;0;0t".utf8)).cell == nil)
  }
}
