import ArgumentParser
import Troupe

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Re-read every file and record, and check them. Changes nothing.",
    discussion: """
      Exits with 7 when something is not as recorded. Outputs that came unreadable are named; they are as recorded.

        troupe verify
      """)

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToRead()
    let bar = global.console.progress("Verifying")
    defer { bar.end() }
    let report = try await library.verify(onEvent: bar.show)
    bar.end()
    try global.console.document(report)
    for problem in report.problems {
      global.console.print("\("problem", .bad)  \(problem.subject)  \(problem.reason)")
    }
    for output in report.unreadable {
      global.console.print("\("output", .bad)  \(output.subject)  cannot be read: \(output.reason)")
    }
    var facts = [
      "\(report.files.of("file")) and \(report.rows.of("record")) re-read",
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
