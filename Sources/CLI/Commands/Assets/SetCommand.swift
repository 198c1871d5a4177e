import ArgumentParser
import Troupe

struct SetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Change what is said of an asset.",
    discussion: """
      What is not named stays as it is. Traits, tags and aliases replace those it has; --trait '' \
      leaves none. 'troupe alias' adds and removes single aliases.

        troupe set @kael --trait "scar over the left eye" --trait "gray hair"
      """)

  @Argument(help: "The asset.")
  var handle: String

  @OptionGroup var asset: AssetArguments
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if asset.details == AssetDetails() {
      throw ValidationError(
        "Say what is to change: --name, --alias, --description, --trait or --tag.")
    }
  }

  func run() async throws {
    let library = try await global.openToWrite()
    let changed = try await library.set(Handle(handle), asset.details)
    try global.console.document(AssetDocument(asset: changed))
    global.console.print(AssetListing(library: library).details(changed))
  }
}
