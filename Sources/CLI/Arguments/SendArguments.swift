import ArgumentParser
import Foundation
import Troupe

/// What only matters when a request is sent.
struct SendArguments: ParsableArguments {
  @OptionGroup var cost: CostArguments

  @Flag(help: "Send it even if an equal request was answered before.")
  var fresh = false

  @Option(
    help: ArgumentHelp(
      "Also copy the images into this folder, as GENERATION-N.png; nothing is overwritten.",
      valueName: "dir"))
  var out: String?

  func added(to options: GenerateOptions) -> GenerateOptions {
    var options = options
    options.maxCost = cost.maxCost
    options.isFresh = fresh
    return options
  }

  /// The folder of `--out`, if it was named.
  func outFolder() throws -> URL? { try OutFolder.made(out) }
}
