import ArgumentParser
import Troupe

/// What can be said of an asset.
struct AssetArguments: ParsableArguments {
  @Option(help: "How people and models call it. Default: the handle.")
  var name: String?

  @Option(
    help: ArgumentHelp(
      "Another name by which prompts call it, in any language, such as 凯尔. Repeat for more.",
      valueName: "name"))
  var alias: [String] = []

  @Option(help: "What it is, in a sentence; models read it.")
  var description: String?

  @Option(
    help: ArgumentHelp(
      "A fact that must not change, such as \"scar over the left eye\". Repeat for more.",
      valueName: "fact"))
  var trait: [String] = []

  @Option(help: "A word to find it by. Repeat for more.")
  var tag: [String] = []

  /// As the library takes it; one empty trait or tag means none at all.
  var details: AssetDetails {
    AssetDetails(
      name: name, aliases: alias.unlessUnsaid, description: description,
      traits: trait.unlessUnsaid, tags: tag.unlessUnsaid)
  }
}

extension [String] {
  /// `nil` when nothing was said; else what was, without empty ones.
  var unlessUnsaid: [String]? { isEmpty ? nil : filter { !$0.isEmpty } }
}
