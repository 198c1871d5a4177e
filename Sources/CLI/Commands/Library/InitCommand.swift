import ArgumentParser
import Foundation
import Troupe

struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make a library.",
    discussion: """
      The folder is made where it is missing. Commands run in it, or in a folder below it, find it \
      by themselves.

        troupe init my-comic
      """)

  @Argument(help: "The folder. Default: the one you are in.", completion: .directory)
  var dir: String?

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if dir != nil, global.library != nil {
      throw ValidationError("Name the folder once: as DIR, or with --library.")
    }
  }

  func run() async throws {
    let path = dir ?? global.library ?? "."
    let library = try await Library.make(at: URL(filePath: path, directoryHint: .isDirectory))
    let folder = library.folder.standardizedFileURL.path
    try library.close()
    try global.console.document(["library": folder])
    global.console.print("\(folder)")
    global.console.say(
      "A library is made. Next: troupe add character kael portrait.png --view front")
  }
}
