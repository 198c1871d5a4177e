import ArgumentParser
import Foundation
import Troupe

struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the library to another folder, and re-read all of the copy.",
    discussion: """
      The copy is a library itself. A backup of this library that is there already is brought up to \
      date: only new files are copied. Exits with 7 when something is not as recorded.

      --quick re-reads none of what an earlier backup brought there: it looks that all of it is there, \
      as 'verify --quick' does.

        troupe backup /media/disk/comic
        troupe backup /media/disk/comic --quick
      """)

  @Argument(
    help: "A new or empty folder, or an earlier backup of this library.", completion: .directory)
  var folder: String

  @Flag(help: "Of the copy look alone that all is there.")
  var quick = false

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite()
    let bar = global.console.progress("Copying")
    defer { bar.end() }
    let target = URL(filePath: folder, directoryHint: .isDirectory)
    let report = try await library.backup(
      to: target, isQuick: quick, onEvent: bar.show)
    bar.end()
    try global.console.document(report)
    let check = report.verification
    for problem in check.problems {
      global.console.print("\("problem", .bad)  \(problem.subject)  \(problem.reason)")
    }
    global.console.print(
      """
      \(folder): \(report.copied.of("file")) copied (\(report.bytes.asBytes)) · \
      \(check.files.of("file")) and \(check.rows.of("record")) \(quick ? "there" : "re-read") · \
      \(check.problems.count.of("problem"))
      """)
    if !check.problems.isEmpty {
      throw TroupeError.library(.verifyFailed(problems: check.problems.count))
    }
  }
}
