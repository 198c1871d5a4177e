import ArgumentParser
import Foundation
import Troupe

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Record generations that were made elsewhere.",
    discussion: """
      Pictures of other tools come in with what their files say of how they were made: prompt, \
      negative words, model, seed and parameters of AUTOMATIC1111, Forge, SD.Next, ComfyUI, \
      InvokeAI, Fooocus, NovelAI, SwarmUI, Draw Things, Midjourney and others. Their bytes are kept \
      as they are. Folders are gone through whole, but for hidden files and links; what is in the \
      library already is left alone, so a folder may be imported again. A file that says nothing is \
      taken too, and found by its name.

      A file of JSON Lines has one generation a line, with "prompt" and, where they are known, "id", \
      "created_at" (2026-01-31T12:00:00Z, or seconds since 1970), "model", "cast" (a list of \
      handles), "tags" (a list), "seed" (a whole number), "state" (done, refused, failed or \
      unknown), "parent" (the id of another one) and "image" (a path from the file's folder, \
      or a list of them). What else a line says is kept. They arrive in the order in which they were made.

        troupe import outputs/
        troupe import --watch outputs/
        troupe import --jsonl old-work.jsonl
        echo '{"prompt": "a roof at night", "model": "sdxl"}' | troupe import --jsonl -
      """)

  @Argument(help: ArgumentHelp("Images, and folders of them.", valueName: "path"))
  var paths: [String] = []

  @Option(
    help: ArgumentHelp("A file of JSON Lines; - reads stdin.", valueName: "file"),
    completion: .file())
  var jsonl: String?

  @Flag(help: "Go on taking what is written to the folders, until it is interrupted.")
  var watch = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if paths.isEmpty == (jsonl == nil) {
      throw ValidationError("Name images and folders, or a file of lines with --jsonl.")
    }
    if watch, jsonl != nil { throw ValidationError("--watch looks at folders, not at --jsonl.") }
  }

  func run() async throws {
    let library = try await global.openToWrite()
    if let jsonl { return try await lines(jsonl, library) }
    try await PictureImport(paths: paths.map { URL(filePath: $0) }, global: global).run(
      library, isWatching: watch)
  }

  private func lines(_ file: String, _ library: Library) async throws {
    let bar = global.console.progress("Importing")
    defer { bar.end() }
    let report =
      if file == "-" {
        try await library.importGenerations(
          data: FileHandle.standardInput.readDataToEndOfFile(),
          folder: URL(filePath: FileManager.default.currentDirectoryPath)
        ) { bar.show($0) }
      } else {
        try await library.importGenerations(lines: URL(filePath: file)) { bar.show($0) }
      }
    bar.end()
    try global.console.document(report)
    if report.imported > 0 {
      await Hooks(library: library.folder, console: global.console).run(.afterImport, report)
    }
    for one in report.refused.prefix(Self.mostTold) {
      global.console.say(
        """
        \("Warning:", .bad) Line \(one.line) was not taken: its \(one.name) is \
        \(one.value.isEmpty ? "missing" : "'\(one.value)'"), and \(one.expected) is expected.
        """)
    }
    if report.refused.count > Self.mostTold {
      global.console.say("… and \(report.refused.count - Self.mostTold) more.")
    }
    var facts = ["\(report.imported.of("generation")) imported"]
    if report.known > 0 { facts.append("\(report.known) here already") }
    if report.refused.count > 0 { facts.append("\(report.refused.count.of("line")) not taken") }
    if report.orphans > 0 {
      facts.append("\(report.orphans) without the parent that they name, which is not here")
    }
    global.console.print(.init("\(facts.joined(separator: ", "))."))
  }

  private static let mostTold = 20
}
