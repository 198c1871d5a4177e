import ArgumentParser
import Troupe

struct SnippetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snippet", abstract: "Keep words that stand for %name in prompts.",
    discussion: """
      A snippet may hold others, and variables such as {place}, which --var place=roof gives.

        troupe snippet set ink-night "ink wash, {place} at night, a single lamp"
        troupe generate "@kael, %ink-night" --var place="a harbor"
        troupe snippet list
      """,
    subcommands: [
      SnippetListCommand.self, SnippetShowCommand.self, SnippetSetCommand.self,
      SnippetRemoveCommand.self,
    ])
}

struct SnippetListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the snippets.",
    discussion: """
        troupe snippet list
      """)

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let snippets = try await global.openToRead().snippets().sorted { $0.key < $1.key }
      .map { SnippetDocument(name: $0.key, words: $0.value) }
    try global.console.document(["snippets": snippets])
    if snippets.isEmpty {
      return global.console.say("No snippets yet: troupe snippet set NAME WORDS")
    }
    var table = Table(["SNIPPET", "WORDS"])
    for one in snippets {
      table.add(.init("%\(one.name)", .strong), .init(one.words.quoted(within: 200)))
    }
    global.console.print(table.text())
  }
}

struct SnippetShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show the words of a snippet.",
    discussion: """
        troupe snippet show ink-night
      """)

  @Argument(help: "The snippet.", completion: .snippets)
  var name: String

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let words = try await global.openToRead().snippet(bare(name))
    try global.console.document(SnippetDocument(name: bare(name), words: words))
    global.console.print("\(lines: words)")
  }
}

struct SnippetSetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Keep words as a snippet, in place of what it was.",
    discussion: """
      It is a file of the library, snippets/NAME.txt, which an editor may change too.

        troupe snippet set ink-night "ink wash, deep blacks, a single lamp"
      """)

  @Argument(help: "The snippet: letters, digits, '-' and '_'.", completion: .snippets)
  var name: String

  @Argument(help: "Its words.")
  var words: String

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite()
    try await library.setSnippet(bare(name), to: words)
    try global.console.document(SnippetDocument(name: bare(name), words: words))
    global.console.print("%\(bare(name))  kept")
  }
}

struct SnippetRemoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove a snippet. What was made with it keeps its words.",
    discussion: """
        troupe snippet remove ink-night
      """)

  @Argument(help: "The snippet.", completion: .snippets)
  var name: String

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    try await global.openToWrite().removeSnippet(bare(name))
    try global.console.document(["removed": bare(name)])
    global.console.print("%\(bare(name))  removed")
  }
}

/// A snippet in `--json`.
private struct SnippetDocument: Encodable {
  let name: String
  let words: String
}

/// The name without the sign with which prompts write it.
private func bare(_ name: String) -> String {
  name.hasPrefix("%") ? String(name.dropFirst()) : name
}
