import ArgumentParser
import Troupe

struct AddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a character, object or style, with its reference pictures.",
    discussion: """
      All or nothing: one picture that cannot be read, and nothing is added. A picture made here \
      can be a reference too: make a character, then lock it as its own anchor.

        troupe add character kael front.png --view front --trait "gray hair"
        troupe add style ink @last --description "loose brush, no color"
      """)

  @Argument(help: "character, object or style.")
  var kind: Kind

  @Argument(help: "How prompts call it: letters of any script, digits, '_', '-', '.'.")
  var handle: String

  @Argument(help: "Pictures: files, or generated images (@last, GENERATION/N).")
  var images: [String] = []

  @OptionGroup(title: "Said of it") var asset: AssetArguments
  @OptionGroup(title: "Said of the pictures") var reference: ReferenceArguments

  @Flag(help: "Choose these pictures before others of it.")
  var pin = false

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try global.openToWrite()
    let console = global.console
    let bar = console.progress("Adding")
    defer { bar.end() }
    let (added, references) = try await library.add(
      kind, handle, images: images, asset.details,
      reference: reference.details(isPinned: pin ? true : nil),
      progress: { bar.update($0, of: $1) })
    bar.end()
    try console.document(
      AddedAssetDocument(
        asset: added,
        references: references.map { AddedReferenceDocument($0, library: library) }))
    console.print("\(added.handle, .strong)  \(added.kind.rawValue)  \(added.name)")
    if !references.isEmpty { console.print(AssetListing(library: library).added(references)) }
    if references.isEmpty {
      console.say("It has no picture yet: troupe reference add \(added.handle) IMAGE")
    }
  }
}

private struct AddedAssetDocument: Encodable {
  let asset: Asset
  let references: [AddedReferenceDocument]
}
