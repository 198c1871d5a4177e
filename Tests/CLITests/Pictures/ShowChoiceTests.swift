import Testing

@testable import TroupeCLI

/// The option `--show`, which needs no value.
@Suite struct ShowChoiceTests {
  @Test(
    "alone it means auto, and a value or a prompt that follows stays what it is",
    arguments: [
      (["show", "@last", "--show"], ["show", "@last", "--show=auto"]),
      (["generate", "--show", "@kael waves"], ["generate", "--show=auto", "@kael waves"]),
      (["list", "--show", "blocks"], ["list", "--show", "blocks"]),
      (["list", "--show=kitty"], ["list", "--show=kitty"]),
      (["generate", "--", "--show"], ["generate", "--", "--show"]),
      (["show", "@last"], ["show", "@last"]),
    ])
  func bareOption(typed: [String], read: [String]) {
    #expect(ShowChoice.completed(typed) == read)
  }
}
