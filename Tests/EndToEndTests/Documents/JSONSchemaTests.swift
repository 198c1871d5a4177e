import Foundation
import TestSupport
import Testing

/// The table: commands, and the schema of what each answers.
enum DocumentSteps {
  /// Commands that follow one another in one library.
  struct Session: Sendable, CustomTestStringConvertible {
    let name: String
    let steps: [DocumentStep]
    var testDescription: String { name }
  }

  static let sessions = [
    Session(name: "cast", steps: cast), Session(name: "pictures", steps: pictures),
    Session(name: "record", steps: record), Session(name: "reworks", steps: reworks),
    Session(name: "scenes", steps: scenes), Session(name: "care", steps: care),
    Session(name: "interchange", steps: interchange), Session(name: "errors", steps: errors),
  ]

  /// Commands that have no document, each with why.
  static let exceptions = [
    "help": "it tells of commands, for people alone",
    "serve": "it goes on until it is ended: ServingTests read what it prints",
    "mcp": "it speaks JSON-RPC, not documents: MCPTests read what it says",
  ]
}

/// `--json`: every document is as its schema in `Schema/json` says, so that no member comes, goes or changes unseen.
@Suite struct JSONSchemaTests {
  @Test("Every document of a session holds against its schema", arguments: DocumentSteps.sessions)
  func documentsHold(_ session: DocumentSteps.Session) async throws {
    let run = try DocumentSession()
    try await run.run(session.steps)
    #expect(run.count >= session.steps.count, "every command answers with a document")
  }

  @Test("Every schema is one of a document that is tested")
  func everySchemaIsUsed() throws {
    let used = DocumentSteps.sessions.flatMap(\.steps).map(\.schema)
    let names = Set(try SchemaFolder.schemas().names).subtracting(["common", "warning"])
    #expect(names.subtracting(used).sorted() == [], "schemas of no document: remove or test them")
    #expect(Set(used).subtracting(names).sorted() == [], "documents without a schema: write it")
  }

  @Test("Every command is in the table, or there is a reason why not")
  func everyCommandIsTested() async throws {
    let fixture = try CommandLineFixture()
    let dump = try await fixture.must("--experimental-dump-help")
    let root = try SchemaValue(json: Data(dump.stdout.utf8))["command"]
    let commands = try Self.commands(below: #require(root), [])
    #expect(commands.count > 90, "the listing is not read: correct this test")
    let typed = DocumentSteps.sessions.flatMap(\.steps).map { $0.arguments([:]) }
    for command in commands where DocumentSteps.exceptions[command.last ?? ""] == nil {
      // What is done unasked may be left out, as in `complete`.
      let isTyped = typed.contains {
        $0.starts(with: command) || command.last == "make" && $0.starts(with: command.dropLast())
      }
      #expect(isTyped, "'\(command.joined(separator: " "))' is in no session: add it")
    }
  }

  @Test("The folder says which version of the schemas it holds")
  func versionIsTold() throws {
    let file = SchemaFolder.url.appending(path: "version.json")
    #expect(try SchemaValue(json: Data(contentsOf: file))["version"] == .number(2))
  }

  /// Those that have no commands below them, each by its words.
  private static func commands(below command: SchemaValue, _ words: [String]) -> [[String]] {
    let all = command["subcommands"]?.items ?? []
    return all.isEmpty
      ? [words]
      : all.flatMap { commands(below: $0, words + [$0["commandName"]?.string ?? ""]) }
  }
}
