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

        troupe backup /media/disk/comic
      """)

  @Argument(help: "A new or empty folder, or an earlier backup of this library.")
  var folder: String

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite()
    let bar = global.console.progress("Copying")
    defer { bar.end() }
    let target = URL(filePath: folder, directoryHint: .isDirectory)
    let report = try await library.backup(to: target, onEvent: bar.show)
    bar.end()
    try global.console.document(report)
    let check = report.verification
    for problem in check.problems {
      global.console.print("\("problem", .bad)  \(problem.subject)  \(problem.reason)")
    }
    global.console.print(
      """
      \(folder): \(report.copied.of("file")) copied (\(report.bytes.asBytes)) · \
      \(check.files.of("file")) and \(check.rows.of("record")) re-read · \
      \(check.problems.count.of("problem"))
      """)
    if !check.problems.isEmpty {
      throw TroupeError.library(.verifyFailed(problems: check.problems.count))
    }
  }
}
