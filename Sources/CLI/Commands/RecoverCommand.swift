import ArgumentParser
import Troupe

struct RecoverCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover", abstract: "Finish what a crash or a lost connection left half-done.",
    discussion: """
      Needs no network and sends nothing. Every command that writes does this first by itself.

        troupe recover
      """)

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try global.openToWrite()
    let findings = try await library.recover()
    try global.console.document(["findings": findings])
    for finding in findings {
      let after: SafeText = "\(finding.after.rawValue, finding.after.tint)"
      global.console.print("\(finding.generation)  \(finding.before.rawValue) → \(after)")
    }
    if findings.isEmpty { global.console.say("Nothing was left half-done.") }
  }
}
