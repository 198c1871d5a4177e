import ArgumentParser
import Troupe

/// How much of a lineage is made again, and how.
struct ReworkArguments: ParsableArguments {
  @Option(
    help: """
      line: the image and all it goes back to. branch: the image and all that was made of it. \
      tree: everything down from the roots of the line.
      """)
  var scope = ReworkScope.line

  @Option(
    help: ArgumentHelp(
      """
      What an edit starts from: chain, the new image before it; root, the root of its chain with \
      all instructions since; N, as chain but every N edits the root again (2 or more).
      """, valueName: "chain|root|N"))
  var anchor = ReworkAnchor.chain

  @Option(
    help: """
      What to do when not all of a step fit the model's limits: fail; sheet, put several pictures \
      on one; drop, leave out the least prominent.
      """)
  var overflow = Overflow.drop

  @Option(
    name: .customLong("as"),
    help: """
      recorded: the cast by the names, descriptions, traits and pictures of then, as far as they \
      are still there. today: the cast as it is now. Default: recorded; with --stale: today.
      """)
  var basis: ReworkBasis?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Make only these steps, by number or generation; the others keep their old images.",
      valueName: "step"))
  var only: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Leave these steps out, and so all that needs them.", valueName: "step"))
  var skip: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Let the old images of these steps stand.", valueName: "step"))
  var keep: [String] = []

  @Flag(help: "Make steps again that an earlier rebuild made of equal requests.")
  var fresh = false

  @Flag(
    help: """
      Send the turns of a conversation as edits, each by itself, also to a model that converses. A \
      model that does not, and an anchor, get them so in any case.
      """)
  var flatten = false

  @Flag(
    help: """
      A step with a mask cannot be sent to a model that takes none. Without this, words alone say \
      what changes.
      """)
  var strict = false

  @Flag(
    help: """
      Rest after each level, the steps that need none of each other, until 'troupe rework resume'.
      """)
  var review = false

  /// Whether anything is set about which steps are made, and from what.
  var choosesSteps: Bool {
    scope != .line || anchor != .chain || !(only + skip + keep).isEmpty
  }

  /// - Parameter usual: the basis where none is set.
  func terms(of usual: ReworkBasis = .recorded) -> ReworkTerms {
    ReworkTerms(
      scope: scope, anchor: anchor, basis: basis ?? usual, overflow: overflow, only: only,
      skipped: skip, kept: keep, isFresh: fresh, isFlattened: flatten,
      isStrict: strict, isReviewed: review)
  }
}
