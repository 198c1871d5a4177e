import ArgumentParser
import Troupe

struct LookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "look", abstract: "Keep the looks of an asset: outfits, ages, seasons.",
    discussion: """
      A prompt asks for a look by name, as in @kael/winter, or in words. Its description and traits \
      hold while it is worn, with those of the asset; --drop-trait names traits of the asset that \
      do not. A look that begins at a shot of the story is worn from there on, in what is made with \
      --shot.

        troupe look add @kael/winter --trait "gray wool coat" --drop-trait "white linen shirt"
        troupe look set @kael/winter --from-shot 12
        troupe plan "@kael at the door" --shot 14
      """,
    subcommands: [
      LookAddCommand.self, LookListCommand.self, LookSetCommand.self, LookRenameCommand.self,
      LookRemoveCommand.self, LookRestoreCommand.self,
    ])
}

/// What can be said of a look.
struct LookArguments: ParsableArguments {
  @Option(help: "What it is, in a sentence; models read it.")
  var description: String?

  @Option(
    help: ArgumentHelp(
      "A fact that must not change while it is worn. Repeat for more.", valueName: "fact"))
  var trait: [String] = []

  @Option(
    help: ArgumentHelp(
      "A trait of the asset that does not hold while it is worn. Repeat for more.",
      valueName: "fact"))
  var dropTrait: [String] = []

  @Option(help: "A word by which prompts ask for it too. Repeat for more.", completion: .tags)
  var tag: [String] = []

  @Option(
    help: ArgumentHelp(
      "The shot of the story from which it is the usual look; 0 for none.", valueName: "n"))
  var fromShot: Int?

  @Option(help: ArgumentHelp("Its place among the looks, from 1.", valueName: "n"))
  var order: Int?

  /// As the library takes it; one empty trait or tag means none at all.
  var details: LookDetails {
    LookDetails(
      description: description, traits: trait.unlessUnsaid, droppedTraits: dropTrait.unlessUnsaid,
      tags: tag.unlessUnsaid, fromShot: fromShot, order: order)
  }
}

/// The look that a command is about.
struct LookArgument: ParsableArguments {
  @Argument(help: ArgumentHelp("The look.", valueName: "@handle/look"), completion: .castAndLooks)
  var look: String

  func validate() throws {
    guard let slash = look.firstIndex(where: "/／".contains),
      look.index(after: slash) < look.endIndex
    else { throw ValidationError("'\(look)' names no look: write it as in @kael/winter.") }
  }

  /// The asset, and the name of the look.
  func named() throws -> (asset: Handle, look: String) {
    let named = try NamedLook(typed: look)
    return (named.asset, named.look ?? "")
  }
}

struct LookAddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Make a look.",
    discussion: """
        troupe look add @kael/winter --trait "gray wool coat" --drop-trait "white linen shirt"
        troupe reference add @kael coat.png --look winter
      """)

  @OptionGroup var argument: LookArgument
  @OptionGroup var said: LookArguments
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite()
    let (asset, name) = try argument.named()
    let made = try await library.addLook(name, to: asset, said.details)
    try global.show(made.look(named: name), of: made, library)
    global.console.say(
      "It has no picture yet: troupe reference add \(made.handle) IMAGE --look \(name)")
  }
}

struct LookListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the looks of an asset.",
    discussion: """
        troupe look list @kael
      """)

  @Argument(help: "The asset.", completion: .cast)
  var handle: String

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToRead()
    let asset = try await library.asset(Handle(handle))
    let worn = try await library.references(of: asset.handle).compactMap(\.look)
    try global.console.document(["looks": asset.looks])
    if asset.looks.isEmpty {
      return global.console.say("No looks yet: troupe look add \(asset.handle)/LOOK")
    }
    var table = Table(["LOOK", "PICTURES", "FROM SHOT", "TAGS", "DESCRIPTION"], right: [1, 2])
    for look in asset.looks {
      table.add(
        .init("\(asset.handle)/\(look.name)", .strong), .init("\(worn.count { $0 == look.name })"),
        .init(look.fromShot.map(String.init) ?? "–"), .init(look.tags.joined(separator: ", ")),
        .init(look.description))
    }
    global.console.print(table.text())
  }
}

struct LookSetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Change what is said of a look.",
    discussion: """
      What is not named stays as it is. Traits and tags replace those it has; --trait '' leaves \
      none.

        troupe look set @kael/winter --from-shot 12 --tag snow
      """)

  @OptionGroup var argument: LookArgument
  @OptionGroup var said: LookArguments
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if said.details == LookDetails() {
      throw ValidationError(
        "Say what is to change: --description, --trait, --drop-trait, --tag, --from-shot or --order."
      )
    }
  }

  func run() async throws {
    let library = try await global.openToWrite()
    let (asset, name) = try argument.named()
    let changed = try await library.setLook(name, of: asset, said.details, makesNew: false)
    try global.show(changed.look(named: name), of: changed, library)
  }
}

struct LookRenameCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Call a look otherwise; its pictures go with it.",
    discussion: """
        troupe look rename @kael/winter coat
      """)

  @OptionGroup var argument: LookArgument

  @Argument(help: "Its new name.")
  var new: String

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite()
    let (asset, name) = try argument.named()
    let changed = try await library.renameLook(name, of: asset, to: new)
    try global.show(changed.look(named: new), of: changed, library)
  }
}

struct LookRemoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take a look out of use; 'restore' brings it back.",
    discussion: """
      The pictures that wear it go out of use with it, and come back with it.

        troupe look remove @kael/winter
      """)

  @OptionGroup var argument: LookArgument
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite()
    let (asset, name) = try argument.named()
    let worn = try await library.removeLook(name, of: asset)
    try global.console.document(
      Removed(removed: "\(asset)/\(name)", references: worn.map(\.digest)))
    global.console.print("\(asset)/\(name)  removed")
    if !worn.isEmpty {
      global.console.say(
        "\(worn.count == 1 ? "1 picture wears" : "\(worn.count) pictures wear") it and will not be sent while it is removed."
      )
    }
    global.console.say("Bring it back with: troupe look restore \(asset)/\(name)")
  }

  private struct Removed: Encodable {
    let removed: String
    let references: [Digest]
  }
}

struct LookRestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Bring a removed look back.",
    discussion: """
        troupe look restore @kael/winter
      """)

  @OptionGroup var argument: LookArgument
  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let library = try await global.openToWrite()
    let (asset, name) = try argument.named()
    let restored = try await library.restoreLook(name, of: asset)
    try global.show(restored.look(named: name), of: restored, library)
  }
}

extension GlobalOptions {
  /// Prints a look of `asset`.
  fileprivate func show(_ look: Look, of asset: Asset, _ library: Library) throws {
    try console.document(AssetDocument(asset: asset, look: look))
    console.print(AssetListing(library: library).details(look, of: asset))
  }
}
