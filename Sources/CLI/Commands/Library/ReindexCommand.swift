import ArgumentParser
import Troupe

struct ReindexCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reindex",
    abstract: "Rebuild thumbnails, fingerprints, the search index and sums of costs.",
    discussion: """
      They are derived from the pictures and the record, which are not changed. References are read \
      again, and of generated images those that have no fingerprint, as recorded by an older troupe; \
      what was finished stays when it is interrupted. Exits with 7 when a file is missing or damaged.

        troupe reindex
      """)

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite()
    let bar = global.console.progress("Reading pictures")
    defer { bar.end() }
    let report = try await library.reindex(onEvent: bar.show)
    bar.end()
    try global.console.document(report)
    for problem in report.problems {
      global.console.print("\("problem", .bad)  \(problem.subject)  \(problem.reason)")
    }
    global.console.print(
      "\(report.pictures.of("picture")) and \(report.generations.of("record")) read again")
    if !report.problems.isEmpty {
      throw TroupeError.library(.verifyFailed(problems: report.problems.count))
    }
  }
}
