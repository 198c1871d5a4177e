import ArgumentParser
import Troupe

struct RecoverCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover", abstract: "Finish what a crash or a lost connection left incomplete.",
    discussion: """
      Needs no network and sends nothing, unless --fetch asks providers for jobs that are under way. \
      Every command that writes does the rest first by itself.

        troupe recover
      """)

  @Flag(
    help: "Also ask providers for jobs that are under way; this needs the network, and is free.")
  var fetch = false

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await fetch ? global.openToSpend() : global.openToWrite()
    let findings = try await library.recover(fetching: fetch)
    try global.console.document(["findings": findings])
    for finding in findings {
      let after: SafeText = "\(finding.after.rawValue, finding.after.tint)"
      global.console.print("\(finding.generation)  \(finding.before.rawValue) → \(after)")
    }
    let jobs = try await library.waitingJobs()
    global.console.say(jobs: jobs)
    if findings.isEmpty, jobs == 0 { global.console.say("Nothing was left incomplete.") }
  }
}
