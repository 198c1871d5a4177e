import ArgumentParser
import Foundation
import Troupe

struct ReferenceCutCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cut", abstract: "Cut a sheet of several views into pictures.",
    discussion: """
      Without --grid it is cut where an even background parts the pictures. With --of they become \
      references of an asset, whose file names say which sheet they were cut from; with --out they \
      are saved as PNGs.

        troupe reference cut turnaround.png --grid 4x1 --of @kael \\
          --views front,three-quarter,profile,back
        troupe reference cut @last --out cuts/
      """)

  @Argument(
    help: "The sheet: a file, or a generated image (@last, GENERATION/N).", completion: .images)
  var image: String

  @Option(help: "Columns and rows, 1 to 20 each. Default: by the background.")
  var grid: String?

  @Option(
    help: ArgumentHelp("The asset that the pictures show.", valueName: "@handle"), completion: .cast
  )
  var of: String?

  @Option(
    help: "What each picture shows, row by row, between commas, such as front,back.",
    completion: .views)
  var views: String?

  @Option(help: "Which look they show.", completion: .looks)
  var look: String?

  @Flag(help: "Choose these pictures before others of the asset.")
  var pin = false

  @Option(
    help: ArgumentHelp(
      "Save the pictures in this folder, as NAME-1.png; nothing is overwritten.", valueName: "dir"),
    completion: .file())
  var out: String?

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if (of == nil) == (out == nil) {
      throw ValidationError("Say what becomes of the pictures: --of @handle, or --out folder.")
    }
    if of == nil && (views != nil || look != nil || pin) {
      throw ValidationError("--views, --look and --pin are said of references: add --of @handle.")
    }
  }

  func run() async throws {
    let cutting = try grid.map { try SheetCutting($0) } ?? .gutters
    let sheet = ImageName(argument: image)
    guard let of else { return try await save(sheet, cutting) }
    let library = try await global.openToWrite()
    let added = try await library.addReferences(
      to: Handle(of), cutFrom: sheet, cutting,
      views: (views ?? "").split(separator: ",").map { View(rawValue: "\($0)") },
      ReferenceDetails(look: look, isPinned: pin ? true : nil))
    try AddedListing(library: library, console: global.console).show(added)
  }

  private func save(_ sheet: ImageName, _ cutting: SheetCutting) async throws {
    let library = try await global.openToRead()
    let pieces = try await library.cut(sheet, cutting)
    guard let folder = try OutFolder.made(out) else { return }
    let bare = URL(filePath: image).deletingPathExtension().lastPathComponent
    let files = pieces.indices.map { folder.appending(path: "\(bare)-\($0 + 1).png").path }
    for file in files { try NewFile.check(file) }
    for (file, bytes) in zip(files, pieces) { try NewFile.write(bytes, to: file) }
    try global.console.document(["files": files])
    for file in files { global.console.print("\(file)") }
  }
}
