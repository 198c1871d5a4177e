import ArgumentParser
import Foundation
import Troupe

/// What only matters when a request is sent.
struct SendArguments: ParsableArguments {
  @OptionGroup var cost: CostArguments

  @Flag(help: "Send it whatever became of an equal request before.")
  var fresh = false

  @Flag(help: "Send it even if an equal request was refused before, which may be billed.")
  var again = false

  @Option(
    help: ArgumentHelp(
      """
      Send exactly what was planned, once: the digest that 'plan' shows, or its first 8 or more \
      digits. Where anything else would be sent, or at another price, nothing is. Default: whatever \
      comes.
      """, valueName: "digest"))
  var expect: String?

  @Option(
    help: ArgumentHelp(
      """
      Also copy the images into this folder, as GENERATION-N.png, or one image to this file, as in \
      page-1.png; nothing is overwritten.
      """, valueName: "dir|file"), completion: .file())
  var out: String?

  func added(to options: GenerateOptions) -> GenerateOptions {
    var options = options
    options.maxCost = cost.maxCost
    options.isFresh = fresh
    options.isAgain = again
    options.expected = expect
    return options
  }

  /// Where `--out` copies images, if it was named.
  func outPlace(images: Int = 1) throws -> OutPlace? { try OutPlace.made(out, images: images) }
}
