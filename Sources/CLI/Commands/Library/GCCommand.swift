import ArgumentParser
import Troupe

struct GCCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gc", abstract: "Remove what nothing needs any more.",
    discussion: """
      That is: assets removed long ago, which 'restore' then no longer finds, and files that nothing \
      names. Whatever a generation was made from or came to stays.

        troupe gc --dry-run
        troupe gc --older-than 7
      """)

  @Flag(help: "Only say what would be removed.")
  var dryRun = false

  @Option(
    help: ArgumentHelp("Days for which it must have been unneeded. Default: 30.", valueName: "days")
  )
  var olderThan = 30.0

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if !(olderThan >= 0) {
      throw ValidationError("--older-than \(olderThan) cannot be used: 0 days or more.")
    }
  }

  func run() async throws {
    let library = try await global.openToWrite()
    let report = try await library.collectGarbage(olderThan: olderThan, isDryRun: dryRun)
    try global.console.document(report)
    for handle in report.assets { global.console.print("\(handle)") }
    let verb = dryRun ? "would be removed" : "removed"
    global.console.print(
      """
      \(report.assets.count.of("asset")) and \(report.files.of("file")) \
      (\(report.bytes.asBytes)) \(verb)
      """)
  }
}
