import ArgumentParser
import Foundation
import Troupe

struct SheetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sheet",
    abstract: "Draw a model sheet of an asset: its pictures, name and traits.",
    discussion: """
      Shows the references in use by look and view, pinned ones first, as a PNG whose path is \
      printed. Nothing is overwritten.

        troupe sheet @kael
        troupe sheet @kael/casual --out kael-casual.png --columns 4 --edge 320
      """)

  @Argument(
    help: ArgumentHelp("An asset, or one look of it.", valueName: "@handle[/look]"),
    completion: .castAndLooks)
  var asset: String

  @Option(help: "Only this look; '' means the usual look.", completion: .looks)
  var look: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file. Default: HANDLE-sheet.png, or HANDLE-LOOK-sheet.png, in the current folder.",
      valueName: "file.png"), completion: .file())
  var out: String?

  @Option(
    help: ArgumentHelp("Pictures in a row, 1 to 12. Default: by their shapes.", valueName: "n"))
  var columns: Int?

  @Option(
    help: ArgumentHelp(
      """
      About how long a picture's longer side is, 64 to 2048 pixels. Default: 480, or less where \
      there are very many.
      """, valueName: "px"))
  var edge: Int?

  @OptionGroup(title: "Showing") var showing: ShowOptions
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    if let out { try NewFile.check(out) }
    let library = try await global.openToRead()
    let (handle, look) = try Self.named(asset, look)
    let sheet = try await library.modelSheet(of: handle, look: look, columns: columns, edge: edge)
    let path = out ?? Self.fileName(of: sheet)
    try NewFile.write(sheet.sheet.png, to: path)
    global.console.sayLacking(sheet.sheet.lacking)
    try global.console.document(SheetDocument(sheet, path: path, library: library))
    global.console.print("\(path)")
    await showing.screen(global.console)?.show(.file(URL(filePath: path)), in: library)
  }

  /// The asset and look that `@kael/casual` names; an option for the look wins.
  private static func named(_ text: String, _ look: String?) throws -> (Handle, String?) {
    let halves = text.split(separator: /[\/／]/, maxSplits: 1).map(String.init)
    return (
      try Handle(halves.first ?? text), look ?? (halves.count > 1 ? halves[1] : nil)
    )
  }

  /// Handles and looks hold nothing that a file's name may not.
  private static func fileName(of sheet: ModelSheet) -> String {
    let look = sheet.look.map { $0.isEmpty ? "-usual" : "-\($0)" } ?? ""
    return "\(sheet.asset.handle.text)\(look)-sheet.png"
  }
}

/// What `sheet` answers in `--json`.
private struct SheetDocument: Encodable {
  let path: String
  let width: Int
  let height: Int
  let asset: Handle
  let look: String?
  let references: [ReferenceDocument]
  let lacking: String

  init(_ sheet: ModelSheet, path: String, library: Library) {
    self.path = path
    width = sheet.sheet.width
    height = sheet.sheet.height
    asset = sheet.asset.handle
    look = sheet.look
    lacking = sheet.sheet.lacking
    references = sheet.references.map { ReferenceDocument(reference: $0, library: library) }
  }
}
