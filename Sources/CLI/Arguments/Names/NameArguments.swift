import ArgumentParser
import Troupe

/// How the names of files and folders are read.
struct NameArguments: ParsableArguments {
  @Flag(help: "Show what the names of files and folders say, and take nothing.")
  var dryRun = false

  @Flag(name: .customLong("no-names"), help: "Take nothing from the names of files and folders.")
  var ignoresNames = false

  func validate() throws {
    if dryRun, ignoresNames {
      throw ValidationError("--dry-run shows names, which --no-names leaves unread.")
    }
  }
}
