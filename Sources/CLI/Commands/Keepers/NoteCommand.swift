import ArgumentParser
import Troupe

struct NoteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note", abstract: "Write a note on a generation, or on an image of it.",
    discussion: """
      It takes the place of the note before; an empty text takes that away.

        troupe note @last "the left hand has six fingers"
        troupe note 01K8Z3/2 ""
        troupe search note:hand
      """)

  @Argument(
    help: "A generation (@last, the beginning of an id), or an image (GENERATION/N, a digest).",
    completion: .images)
  var target: String

  @Argument(help: "The note.")
  var text: String

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite()
    try global.console.show(await library.note(ImageName(target), text))
  }
}
