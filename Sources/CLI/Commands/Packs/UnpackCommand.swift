import ArgumentParser
import Foundation
import Troupe

struct UnpackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unpack", abstract: "Bring the assets of a pack into this library.",
    discussion: """
      All of a pack is checked before any of it is used: digests, sizes, names, pictures. One that \
      breaks a rule is refused, and nothing of it stays. Where an asset of this library has the \
      handle of one in the pack, a terminal asks; elsewhere --conflict says what becomes of it:

        merge    adds the pictures, looks, aliases and tags that the one here lacks
        replace  also puts its words in the place of those here; no picture is removed
        rename   brings it in as @kael-2
        keep     leaves it out

      Characters of other programs come in too: cards of SillyTavern and TavernAI (PNG, JSON, \
      .charx), and .char files of Omnichar.

        troupe unpack kael.troupe --dry-run
        troupe unpack kael.troupe
        troupe unpack cast.troupe --conflict merge
        troupe unpack seraphina.png --as @seraphina
      """)

  @Argument(help: ArgumentHelp("The pack.", valueName: "file"), completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp(
      "What becomes of assets whose handles are taken: merge, replace, rename or keep.",
      valueName: "choice"))
  var conflict: String?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "What a character of another program is called here. Default: its name.",
      valueName: "@handle"), completion: .cast)
  var handle: String?

  @Flag(help: "Show what the pack holds, and write nothing.") var dryRun = false
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if let conflict, settlement == nil {
      throw ValidationError(
        "--conflict '\(conflict)' cannot be used: merge, replace, rename or keep.")
    }
  }

  private var settlement: PackSettlement? { conflict.flatMap { PackSettlement(rawValue: $0) } }

  func run() async throws {
    let url = RawArguments.file(file) ?? URL(filePath: file)
    if dryRun {
      let library = try await global.openToRead()
      if try await isCard(url, library) { return try await showCard(url, library) }
      return try show(try await library.contents(ofPack: url))
    }
    let library = try await global.openToWrite()
    if try await isCard(url, library) { return try await addCard(url, library) }
    if handle != nil {
      throw ValidationError(
        "--as goes with a character of another program; --conflict rename finds a free handle.")
    }
    let settlements = try await asked(library, url)
    let bar = global.console.progress("Unpacking")
    defer { bar.end() }
    let report = try await library.unpack(url, conflicts: settlement, settling: settlements) {
      bar.show($0)
    }
    bar.end()
    try global.console.document(report)
    global.console.print(report.table)
    for item in report.assets {
      for note in item.notes { global.console.say("\(item.handle): \(note)") }
    }
    for note in report.notes { global.console.say("\(note)") }
    if report.generations + report.knownGenerations > 0 {
      global.console.say(
        "\(report.generations.of("generation")) came in, \(report.knownGenerations) were here already."
      )
    }
  }

  /// Whether it is the file of another program, and no pack.
  private func isCard(_ url: URL, _ library: Library) async throws -> Bool {
    do {
      _ = try await library.contents(ofPack: url)
      return false
    } catch TroupeError.pack(.notPack) {
      return true
    }
  }

  private func showCard(_ url: URL, _ library: Library) async throws {
    let card = try await library.card(in: url, as: try handle.map { try Handle($0) })
    try global.console.document(card)
    global.console.print(
      "\(card.format): \(card.name) would come in as \(card.asset), with \(card.references.of("picture"))"
    )
    for note in card.notes { global.console.say("\(note)") }
  }

  private func addCard(_ url: URL, _ library: Library) async throws {
    let added = try await library.addCard(url, as: try handle.map { try Handle($0) })
    try global.console.document(added)
    global.console.print(
      "\(added.asset), a character of \(added.format), with \(added.references.of("picture"))")
    for note in added.notes { global.console.say("\(note)") }
  }

  /// What the user says of each conflict, where they can be asked.
  private func asked(
    _ library: Library, _ url: URL
  ) async throws -> [Handle: PackSettlement] {
    guard conflict == nil, !global.json, global.console.isAtTerminal else { return [:] }
    var settlements: [Handle: PackSettlement] = [:]
    for item in try await library.contents(ofPack: url).assets where item.conflict != nil {
      let answer = try await global.console.choice(
        "\(item.handle) is here already. What becomes of it?",
        among: PackSettlement.allCases.map(\.rawValue))
      guard let answer, let settlement = PackSettlement(rawValue: answer) else {
        throw TroupeError.pack(
          .conflict(file: url.lastPathComponent, handles: [item.handle.text]))
      }
      settlements[item.handle] = settlement
    }
    return settlements
  }

  private func show(_ report: PackReport) throws {
    try global.console.document(report)
    var table = Table(["ASSET", "KIND", "NAME", "PICTURES", "HERE"], right: [3])
    for item in report.assets {
      let here = item.isKnown ? "the same" : item.conflict.map { "another: \($0)" } ?? "–"
      table.add(
        .init("\(item.handle)"), .init(item.kind.rawValue), .init(item.name),
        .init("\(item.references)"), .init(here))
    }
    global.console.print(table.text())
    for note in report.notes { global.console.say("\(note)") }
    if report.generations > 0 {
      global.console.say("\(report.generations.of("generation")) with it.")
    }
  }
}

extension UnpackReport {
  fileprivate var table: SafeText {
    var table = Table(["ASSET", "HERE AS", "", "PICTURES ADDED"], right: [3])
    for item in assets {
      table.add(
        .init("\(item.handle)"), .init(item.arrived.map { "\($0)" } ?? "–"),
        .init(item.outcome.rawValue), .init("\(item.added)"))
    }
    return table.text()
  }
}
