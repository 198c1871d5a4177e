import ArgumentParser
import Troupe

struct AddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a character, object, style or place, with its pictures.",
    discussion: """
      A folder stands for all pictures in it. What cannot be read is listed at the end (exit \
      status 5); the rest is added. A picture made here can be a reference too: make a character, \
      then lock it as its own anchor. Names of files and folders say look, view and caption.

        troupe add character kael front.png --view front --trait "gray hair"
        troupe add object lantern pictures/lantern/ --alias 灯笼
        troupe add place harbor pier.png --view wide
        troupe add style ink @last --description "loose brush, no color"
      """)

  @Argument(help: "character, object, style or place.")
  var kind: Kind

  @Argument(help: "How prompts call it: letters of any script, digits, '_', '-', '.'.")
  var handle: String

  @Argument(
    help: "Pictures: files, folders, or generated images (@last, GENERATION/N).",
    completion: .images)
  var images: [String] = []

  @OptionGroup(title: "Said of it") var asset: AssetArguments
  @OptionGroup(title: "Said of the pictures") var reference: ReferenceArguments

  @Flag(help: "Choose these pictures before others of it.")
  var pin = false

  @OptionGroup(title: "Names") var names: NameArguments

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let pictures = images.map(ImageName.init(argument:))
    if names.dryRun {
      let read = try await global.openToRead().readNames(
        of: pictures, for: Handle(handle), reference.details(), kind: kind, asset: asset.details)
      return try ReadNamesListing(names: read).show(global.console)
    }
    let library = try await global.openToWrite()
    let console = global.console
    let listing = AddedListing(library: library, console: console)
    let added = try await listing.adding(again: "reference add @\(handle)", images) { progress in
      try await library.add(
        kind, Handle(handle), images: pictures, asset.details,
        reference: reference.details(isPinned: pin ? true : nil),
        readsNames: !names.ignoresNames, onEvent: progress)
    }
    let made = added.asset
    try listing.show(
      added, heading: "\(made.handle, .strong)  \(made.kind.rawValue)  \(made.name)")
    if added.references.isEmpty {
      console.say("It has no picture yet: troupe reference add \(made.handle) IMAGE")
    }
  }
}
