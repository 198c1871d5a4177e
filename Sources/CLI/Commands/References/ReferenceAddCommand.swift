import ArgumentParser
import Troupe

struct ReferenceAddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add pictures to an asset.",
    discussion: """
      A folder stands for all pictures in it. A picture that the asset has already is reported, \
      not doubled, nor read again: the same command goes on after an interruption. What cannot be \
      read is listed at the end (exit status 5); the rest is added.

      Names of files and folders say look, view and caption in ten languages, as in \
      winter/profile-left.png; what is said by option counts more.

        troupe reference add @kael side.jpg --view profile --look casual
        troupe reference add @kael shoots/monday/ --dry-run
      """)

  @Argument(help: "The asset.", completion: .cast)
  var handle: String

  @Argument(
    help: "Pictures: files, folders, or generated images (@last, GENERATION/N).",
    completion: .images)
  var images: [String]

  @OptionGroup(title: "Said of the pictures") var reference: ReferenceArguments

  @Option(
    help:
      "A word to find them by; of a place, the time of day: dawn, day, dusk, night. Repeat for more.",
    completion: .tags)
  var tag: [String] = []

  @Flag(help: "Choose these pictures before others of the asset.")
  var pin = false

  @OptionGroup(title: "Names") var names: NameArguments

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let pictures = images.map(ImageName.init(argument:))
    let details = reference.details(tags: tag.unlessUnsaid, isPinned: pin ? true : nil)
    if names.dryRun {
      let library = try await global.openToRead()
      let owner = try await library.asset(Handle(handle)).handle
      let read = try await library.readNames(of: pictures, for: owner, details)
      return try ReadNamesListing(names: read).show(global.console)
    }
    let library = try await global.openToWrite()
    let listing = AddedListing(library: library, console: global.console)
    let added = try await listing.adding(again: "reference add \(handle)", images) { progress in
      try await library.addReferences(
        to: Handle(handle), images: pictures, details, readsNames: !names.ignoresNames,
        onEvent: progress)
    }
    try listing.show(added)
  }
}
