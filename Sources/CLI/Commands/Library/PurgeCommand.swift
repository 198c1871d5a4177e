import ArgumentParser
import Troupe

struct PurgeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge",
    abstract:
      "Remove pictures of a person for good, on request of the person shown or of a client.",
    discussion: """
      An asset goes with its pictures, the releases kept of it, and all words about it: names, description, traits, looks, \
      captions, and the prompts of every generation that shows it. A reference or a generation goes \
      with its bytes alone. Files of the library that were made of them go too (sheets that were sent, \
      renditions, thumbnails, answers that hold them); copies that were written elsewhere, by --out or \
      an export, are yours to remove. The record keeps that it was done, when and why, and digests; 'verify' tells \
      of it. Nothing brings it back. What else uses the same bytes is named, and loses them too. \
      Backups are named that still hold it: remove those yourself, or run 'troupe backup' to them.

        troupe purge @kael --plan
        troupe purge @kael --with-outputs --reason "asked by the person shown, 2026-11-30"
        troupe purge 01K8Z3
        troupe purge 01K8Z3/2 --yes
      """)

  @Argument(
    help: ArgumentHelp(
      """
      An asset; a generation or one image of it, by the first four or more letters of its id; or a \
      reference, by the first six or more digits of its digest.
      """, valueName: "@handle|id|reference"), completion: .subjects)
  var subject: String

  @Flag(help: "Show what would be removed; remove nothing.")
  var plan = false

  @Flag(help: "With an asset: remove every image made with it too, and what was made of those.")
  var withOutputs = false

  @Option(help: "The asset of a reference, where several have the picture.")
  var of: String?

  @Option(help: "Why; stays in the record, so leave out the name of who is to be forgotten.")
  var reason = ""

  @Flag(
    help: "Agree beforehand, also to what others lose; without it, a person at a terminal is asked."
  )
  var yes = false

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    if plan {
      let library = try await global.openToRead()
      let plan = try await library.planPurge(found(in: library))
      try global.console.document(plan)
      return global.console.print(PurgeListing(plan: plan).text)
    }
    let library = try await global.openToWrite()
    let console = global.console
    let report = try await library.purge(found(in: library), reason: reason) { [yes] plan in
      if yes { return true }
      guard console.isAtTerminal else { return false }
      StandardStream.error.write(PurgeListing(plan: plan).text + "\n")
      return try await console.isConfirmed("Remove all of this for good?")
    }
    try console.document(report)
    console.print(
      "Purged \(report.plan.files.count.of("file")); \(report.rows.of("record")) lost words or went."
    )
    for backup in report.plan.backups { console.say("A backup still holds it: \(backup)") }
  }

  private func found(in library: Library) async throws -> PurgeSubject {
    if subject.hasPrefix("@"), !subject.hasPrefix("@last") {
      return .asset(try Handle(subject), withOutputs: withOutputs)
    }
    if withOutputs {
      throw TroupeError.invalidValue(
        name: "with-outputs", value: subject, expected: "an asset, as in @kael")
    }
    if subject.contains("/") { return .image(ImageName(subject)) }
    if of != nil { return .reference(subject, of: try of.map { try Handle($0) }) }
    do {
      return .generation(.id(try await library.generation(GenerationName(subject)).id))
    } catch TroupeError.request(.unknownGeneration)
      where subject.count >= 6 && subject.allSatisfy(\.isHexDigit)
    {
      return .reference(subject, of: nil)
    }
  }
}
