import ArgumentParser
import Foundation
import Troupe

struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Put generations side by side: as a table, or as a picture.",
    discussion: """
        troupe compare @last~1 @last
        troupe compare @last~1 @last --out sheet.png --title "Roof, take 2"
        troupe compare --rework @last --out pairs.png
      """)

  @Argument(
    help: "Generations: @last, @last~1, or the first four or more letters of their ids.",
    completion: .generations)
  var ids: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      Compare every old image of a rework with the new one: @last, or the first four or more \
      letters of its id. Changed parts of edits are tinted on the sheet.
      """, valueName: "rework"), completion: .reworks)
  var rework: String?

  @Option(
    help: ArgumentHelp(
      "Draw a contact sheet into this PNG file; nothing is overwritten.", valueName: "file.png"),
    completion: .file())
  var out: String?

  @Option(help: "A title for the sheet.")
  var title = ""

  @Option(help: ArgumentHelp("Pictures in a row. Default: by their number.", valueName: "n"))
  var columns: Int?

  @OptionGroup(title: "Showing") var showing: ShowOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if ids.isEmpty == (rework == nil) {
      throw ValidationError("Name generations, or a rework with --rework.")
    }
    if let columns, !(1...12).contains(columns) {
      throw ValidationError("--columns \(columns) cannot be used: 1 to 12.")
    }
  }

  func run() async throws {
    if let out { try NewFile.check(out) }
    let library = try await global.openToRead()
    if let rework { return try await compare(library.rework(rework), library) }
    var generations: [Generation] = []
    for id in ids { generations.append(try await library.generation(GenerationName(id))) }
    if let out {
      let sheet = try await library.contactSheet(generations, title: title, columns: columns)
      try NewFile.write(sheet.png, to: out)
    }
    try global.console.document(
      CompareDocument(
        generations: generations.map { GenerationDocument($0, library: library) }, sheet: out))
    if let out {
      global.console.print("\(out)")
    } else {
      global.console.print(GenerationTable(generations: generations, library: library).compared)
    }
    guard let screen = showing.screen(global.console) else { return }
    if let out { return await screen.show(.file(URL(filePath: out)), in: library) }
    await screen.show(generations.flatMap(\.outputs), in: library)
  }
}

extension CompareCommand {
  private func compare(_ rework: Rework, _ library: Library) async throws {
    let pairs = try await library.comparisons(of: rework)
    if let out {
      try NewFile.write(try await library.reworkSheet(of: rework, title: title).png, to: out)
    }
    try global.console.document(
      PairsDocument(rework: rework.id, pairs: pairs, totals: rework.totals, sheet: out))
    global.console.print(out.map { "\($0)" } ?? PairTable(pairs: pairs).text)
    if let out {
      await showing.screen(global.console)?.show(.file(URL(filePath: out)), in: library)
    }
  }
}

private struct PairsDocument: Encodable {
  let rework: ULID?
  let pairs: [PairComparison]
  let totals: ReworkTotals
  let sheet: String?
}

private struct CompareDocument: Encodable {
  let generations: [GenerationDocument]
  let sheet: String?
}
