import ArgumentParser
import Foundation
import Troupe

struct ReferenceSetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Change what is said of pictures.",
    discussion: """
      What is not named stays as it is. --look '' means the usual look, --tag '' no tags. All \
      pictures are changed or none. Of pictures that serve a prompt equally, pinned ones are chosen first, then those \
      that stand earlier.

      A table has a line for each picture. Its first line names the columns: reference or file, \
      and any of look, view, caption, tags, pin. An empty cell leaves a value as it is, - takes it away.

        troupe reference set 3fa91c --view back --caption "the coat from behind"
        troupe reference set --of @kael --look winter 3fa91c coat.png
        troupe reference set 3fa91c --order 1
        troupe reference set --of @kael --from shoot.csv
      """)

  @Argument(help: "Six or more digits of a digest, or the name of the file it came from.")
  var pictures: [String] = []

  @Option(
    help: ArgumentHelp("The asset, where several have this picture.", valueName: "@handle"),
    completion: .cast)
  var of: String?

  @OptionGroup var reference: ReferenceArguments

  @Option(
    help: "A word to find them by; replaces those they have. Repeat for more.", completion: .tags)
  var tag: [String] = []

  @Option(help: "Its place among the pictures of its asset, from 1.")
  var order: Int?

  @Option(
    help: ArgumentHelp("A table of what to say of each, as CSV.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var from: String?

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    let isSaid = details != ReferenceDetails()
    if from != nil {
      guard pictures.isEmpty, !isSaid else {
        throw ValidationError(
          "--from names the pictures and what is said of them: only --of goes with it.")
      }
    } else if pictures.isEmpty {
      throw ValidationError("Name a picture, or a table with --from.")
    } else if !isSaid {
      throw ValidationError("Say what is to change: --view, --look, --caption, --tag or --order.")
    } else if order != nil, pictures.count > 1 {
      throw ValidationError("--order moves one picture; name one.")
    }
  }

  func run() async throws {
    let library = try await global.openToWrite()
    let changed = try await library.setReferences(changes())
    let documents = changed.map { ReferenceDocument(reference: $0, library: library) }
    if let one = documents.first, from == nil, documents.count == 1 {
      try global.console.document(one)
    } else {
      try global.console.document(["references": documents])
    }
    global.console.print(AssetListing(library: library).table(changed))
  }

  private var details: ReferenceDetails {
    var details = reference.details(tags: tag.unlessUnsaid)
    details.order = order
    return details
  }

  private func changes() throws -> [ReferenceChange] {
    let asset = try of.map { try Handle($0) }
    if let from {
      return try ReferenceTable(contentsOf: URL(filePath: from), of: asset).changes
    }
    return pictures.map { ReferenceChange($0, of: asset, details) }
  }
}
