import ArgumentParser
import Foundation
import Troupe

/// What only matters when a request is sent.
struct SendArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Send nothing that is estimated above this, in US dollars.", valueName: "usd"))
  var maxCost: Double?

  @Flag(help: "Send it even if an equal request was answered before.")
  var fresh = false

  @Option(
    help: ArgumentHelp(
      "Also copy the images into this folder, as GENERATION-N.png; nothing is overwritten.",
      valueName: "dir"))
  var out: String?

  func validate() throws {
    if let maxCost, !(maxCost >= 0) {
      throw ValidationError("--max-cost needs an amount of US dollars, such as 0.50.")
    }
  }

  func added(to options: GenerateOptions) -> GenerateOptions {
    var options = options
    options.maxCost = maxCost
    options.isFresh = fresh
    return options
  }

  /// The folder of `--out`, if it was named.
  func outFolder() throws -> URL? { try OutFolder.made(out) }
}
