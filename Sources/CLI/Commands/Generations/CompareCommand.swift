import ArgumentParser
import Troupe

struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Put generations side by side: as a table, or as a picture.",
    discussion: """
        troupe compare @last~1 @last
        troupe compare @last~1 @last --out sheet.png --title "Roof, take 2"
      """)

  @Argument(help: "Generations: @last, @last~1, or the first four or more letters of their ids.")
  var ids: [String]

  @Option(
    help: ArgumentHelp(
      "Draw a contact sheet into this PNG file; nothing is overwritten.", valueName: "file.png"))
  var out: String?

  @Option(help: "A title for the sheet.")
  var title = ""

  @Option(help: ArgumentHelp("Pictures in a row. Default: by their number.", valueName: "n"))
  var columns: Int?

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if let columns, !(1...12).contains(columns) {
      throw ValidationError("--columns \(columns) cannot be used: 1 to 12.")
    }
  }

  func run() async throws {
    if let out { try NewFile.check(out) }
    let library = try await global.openToRead()
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
  }
}

private struct CompareDocument: Encodable {
  let generations: [GenerationDocument]
  let sheet: String?
}
