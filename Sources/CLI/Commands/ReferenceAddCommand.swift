import ArgumentParser
import Troupe

struct ReferenceAddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add pictures to an asset, all or nothing.",
    discussion: """
      A picture that the asset has already is reported, not doubled.

        troupe reference add @kael side.jpg --view profile --look casual
      """)

  @Argument(help: "The asset.")
  var handle: String

  @Argument(help: "Pictures: files, or generated images (@last, GENERATION/N).")
  var images: [String]

  @OptionGroup(title: "Said of the pictures") var reference: ReferenceArguments

  @Option(help: "A word to find them by. Repeat for more.")
  var tag: [String] = []

  @Flag(help: "Choose these pictures before others of the asset.")
  var pin = false

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try global.openToWrite()
    let console = global.console
    let bar = console.progress("Adding")
    defer { bar.end() }
    let added = try await library.addReferences(
      to: handle, images: images,
      reference.details(tags: tag.unlessUnsaid, isPinned: pin ? true : nil),
      progress: { bar.update($0, of: $1) })
    bar.end()
    try console.document(
      AddedReferencesDocument(
        references: added.map { AddedReferenceDocument($0, library: library) }))
    console.print(AssetListing(library: library).added(added))
  }
}
