import ArgumentParser
import Foundation
import Troupe

struct CastCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cast", abstract: "Use the cast of another library in this one.",
    discussion: """
      Prompts can name what comes from a linked library, and its pictures are sent. It is changed \
      there alone; every command that writes takes over what changed there. Kept here too, it can \
      be used while the other library is not at hand.

        troupe cast link ../studio
        troupe cast list
        troupe cast unlink ../studio
      """,
    subcommands: [
      CastListCommand.self, CastLinkCommand.self, CastRefreshCommand.self, CastUnlinkCommand.self,
    ], defaultSubcommand: CastListCommand.self)
}

struct CastListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List linked libraries and what comes from them.")

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToRead()
    let links = try await library.linkedLibraries()
    try global.console.document(["libraries": links])
    if links.isEmpty { return global.console.say("No library is linked.") }
    var table = Table(["LIBRARY", "SINCE", "ASSETS"])
    for link in links {
      table.add(
        .init(link.path), .init(link.linkedAt.asMinute),
        .init(link.assets.map { "\($0)" }.joined(separator: " ")))
    }
    global.console.print(table.text())
  }
}

struct CastLinkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link", abstract: "Use the cast of another library.",
    discussion: "  troupe cast link ../studio")

  @Argument(
    help: ArgumentHelp("The other library's folder.", valueName: "dir"), completion: .directory)
  var path: String

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite()
    let report = try await library.linkCast(
      of: RawArguments.file(path) ?? URL(filePath: path, directoryHint: .isDirectory))
    try global.console.document(report)
    global.console.show(report)
    if report.added.isEmpty { global.console.say("Nothing came from \(report.library).") }
  }
}

struct CastRefreshCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refresh", abstract: "Take over what changed in linked libraries.",
    discussion: "  troupe cast refresh")

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite(refreshing: false)
    let (reports, unread) = try await library.refreshLinks(again: true)
    try global.console.document(["libraries": reports])
    global.console.warn(unread.map(\.error))
    for report in reports { global.console.show(report) }
    if reports.isEmpty { global.console.say("Nothing changed.") }
  }
}

struct CastUnlinkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unlink",
    abstract: "End the use of a library; what came from it stays, and belongs to this one.",
    discussion: "  troupe cast unlink ../studio")

  @Argument(
    help: ArgumentHelp("The other library's folder.", valueName: "dir"), completion: .directory)
  var path: String

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite(refreshing: false)
    try await library.unlinkCast(
      of: RawArguments.file(path) ?? URL(filePath: path, directoryHint: .isDirectory))
    try global.console.document(["unlinked": path])
    global.console.print("\(path) is not linked any more; what came from it stays.")
  }
}

extension Console {
  /// What was taken over from a linked library.
  func show(_ report: LinkReport) {
    for (verb, handles) in [
      ("came in", report.added), ("changed", report.changed), ("removed", report.removed),
    ] where !handles.isEmpty {
      print("\(verb): \(handles.map { "\($0)" }.joined(separator: " "))")
    }
    for note in report.notes { say("\("Warning:", .bad) \(note)") }
  }
}
