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

  @Option(
    help: ArgumentHelp(
      "A fact that holds from a shot of the story on, as in \"12=scar on the chin\". Repeat for more.",
      valueName: "shot=fact"))
  var traitFrom: [Setting] = []

  @Option(help: "A word to find it by. Repeat for more.", completion: .tags)
  var tag: [String] = []

  @Option(
    help: ArgumentHelp(
      "Whether it shows a real person: real or fictional. Default: not said.",
      valueName: "likeness"))
  var likeness: Likeness?

  /// As the library takes it; one empty trait or tag means none at all.
  var details: AssetDetails {
    AssetDetails(
      name: name, aliases: alias.unlessUnsaid, description: description,
      traits: traits, traitStarts: traits == nil ? nil : starts, tags: tag.unlessUnsaid,
      likeness: likeness)
  }

  private var traits: [String]? { (trait + traitFrom.map(\.value)).unlessUnsaid }

  private var starts: [String: Int] {
    Dictionary(
      traitFrom.map { ($0.value, Int($0.name) ?? 0) }, uniquingKeysWith: { _, last in last })
  }

  func validate() throws {
    for one in traitFrom where Int(one.name) == nil {
      throw ValidationError(
        "--trait-from '\(one.name)=\(one.value)' names no shot: write it as in '12=scar on the chin'."
      )
    }
  }
}

extension [String] {
  /// `nil` when nothing was said; else what was, without empty ones.
  var unlessUnsaid: [String]? { isEmpty ? nil : filter { !$0.isEmpty } }
}
