import ArgumentParser
import Troupe

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Re-read every file and record, and check them.",
    discussion: """
      Exits with 7 when something is not as recorded. Outputs that came unreadable are named; they are as recorded. What was purged is told, and is no damage. \
      Changes nothing, but for what --accept names: a damaged record stays one, whatever is set in it, until it comes \
      back from a backup or is accepted.

      --quick looks alone that every page, row and file is there, files in their sizes, and that no row \
      came, went or got another digest. It reads no file, and takes seconds where all takes minutes.

        troupe verify
        troupe verify --quick
        troupe verify --accept "asset id=01K8Z3…" --accept database
      """)

  @Option(
    help: ArgumentHelp(
      """
      Take what has a problem for right as it is now: a record, a table or the database, as verify \
      names it. Look at it first. Repeat for more.
      """,
      valueName: "subject"))
  var accept: [String] = []

  @Flag(help: "Look that all is there, without reading files and computing digests.")
  var quick = false

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToRead()
    let bar = global.console.progress("Verifying")
    defer { bar.end() }
    let report = try await library.verify(
      accepting: accept, isQuick: quick, onEvent: bar.show)
    bar.end()
    try global.console.document(report)
    for accepted in report.accepted ?? [] {
      global.console.print("accepted  \(accepted.subject)  \(accepted.content)")
    }
    for problem in report.problems {
      global.console.print("\("problem", .bad)  \(problem.subject)  \(problem.reason)")
    }
    for output in report.unreadable {
      global.console.print("\("output", .bad)  \(output.subject)  cannot be read: \(output.reason)")
    }
    for one in report.purged { global.console.print("purged  \(one.subject)  \(one.reason)") }
    var facts = [
      "\(report.files.of("file")) and \(report.rows.of("record")) \(quick ? "there" : "re-read")",
      report.problems.count.of("problem"),
    ]
    if !report.unreadable.isEmpty {
      facts.append("\(report.unreadable.count.of("output")) that came unreadable, kept as they are")
    }
    if report.orphans > 0 {
      facts.append("\(report.orphans.of("file")) that no record names (harmless)")
    }
    global.console.print("\(facts.joined(separator: " · "))")
    if !report.problems.isEmpty {
      throw TroupeError.library(.verifyFailed(problems: report.problems.count))
    }
  }
}
