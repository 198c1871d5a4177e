import ArgumentParser
import Troupe

struct ReworkListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List reworks, newest first.",
    discussion: """
        troupe rework list
      """)

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToRead()
    let reworks = try await library.reworks()
    try global.console.document(["reworks": reworks.map { ReworkDocument(rework: $0) }])
    var table = Table(["REWORK", "BEGUN", "KIND", "FOCUS", "MODEL", "STATE", "STEPS"])
    for rework in reworks {
      table.add(
        .init(rework.id.map { "\($0)" } ?? ""), .init(rework.createdAt?.asMinute ?? ""),
        .init(rework.kind.rawValue), .init("\(rework.focus)"), .init(rework.model ?? "as recorded"),
        .init(rework.state.rawValue), .init(rework.summary))
    }
    global.console.print(reworks.isEmpty ? "No rework yet: see 'troupe rebuild'." : table.text())
  }
}

struct ReworkShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a rework: each step, how far it is, and what to do next.",
    discussion: """
        troupe rework show
        troupe rework show 01M8
      """)

  @Argument(
    help: "The rework: @last, or the first four or more letters of its id.", completion: .reworks)
  var rework = "@last"

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToRead()
    let rework = try await library.rework(rework)
    try global.console.document(ReworkDocument(rework: rework))
    global.console.print(ReworkListing(rework: rework).text)
  }
}
