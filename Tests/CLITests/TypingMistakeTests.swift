import Testing

@testable import TroupeCLI

/// What is said of words that the parser does not take.
@Suite struct TypingMistakeTests {
  private func sentence(_ words: String...) -> String { TypingMistake(words).sentence ?? "" }

  @Test(
    "a command that is not there is told with the nearest",
    arguments: [
      (["generat", "X"], "'troupe generate'"), (["ls"], "'troupe list'"),
      (["gen"], "'troupe generate'"), (["help", "generat"], "'troupe generate'"),
      (["reference", "ad", "x"], "'troupe reference add'"),
      (["sesion", "say"], "'troupe session'"),
      (["help", "reference", "lst"], "'troupe reference list'"), (["rm"], "'troupe remove'"),
    ])
  func commands(words: [String], nearest: String) {
    let sentence = TypingMistake(words).sentence ?? ""
    #expect(sentence.contains("There is no command") && sentence.contains(nearest), "\(sentence)")
  }

  @Test("commands that are there have no such sentence")
  func known() {
    for words in [["list"], ["help"], ["help", "list"], ["reference", "add"], ["--help"], []] {
      #expect(TypingMistake(words).sentence == nil, "\(words)")
    }
    #expect(NamedCommand(["session", "say", "words"]).path == ["session", "say"])
    #expect(TypingMistake(["zzzzzz"]).sentence?.contains("Did you mean") == false)
  }

  @Test("an option that is not there is told with the nearest, unless it stands after --")
  func options() {
    #expect(sentence("set", "kael", "--nmae", "X").contains("Did you mean --name?"))
    #expect(sentence("generate", "x", "--modl=y").contains("Did you mean --model?"))
    #expect(sentence("generate", "x", "--zzzzzzzz").contains("no option --zzzzzzzz."))
    #expect(sentence("generate", "--model", "x", "--", "--nmae").isEmpty)
    #expect(sentence("add", "character", "kael", "--trait", "x", "--json").isEmpty)
  }

  @Test("texts that begin with a dash, and prompts that an option took, are told with the way out")
  func swallowed() {
    #expect(sentence("generate", "-dark @kael").contains("troupe generate -- \"-dark @kael\""))
    #expect(
      sentence("add", "character", "x", "--trait", "-5 years").contains("--trait=\"-5 years\""))
    #expect(sentence("plan", "--compare", "a", "b", "@kael x").contains("--compare a b"))
    #expect(sentence("plan", "x", "--compare", "a", "b").isEmpty)
  }
}
