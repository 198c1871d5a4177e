import ArgumentParser
import Troupe

/// What a replay of a whole chain changes.
struct ChainArguments: ParsableArguments {
  @Flag(
    help: """
      Go over the image and all it goes back to: steps that change are sent again, and so is what \
      was made of them; the others keep their images. --plan shows the numbers of the steps.
      """)
  var chain = false

  @Option(
    name: .customLong("prompt"), parsing: .singleValue,
    help: ArgumentHelp(
      "With --chain: what is asked in a step instead, by its number or generation.",
      valueName: "step=text"))
  var prompts: [StepPrompt] = []

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      """
      With --chain: a setting of a step, or of every step from --from on: aspect, size, seed, or an \
      option of the model; empty takes it away.
      """, valueName: "[step.]name=value"))
  var settings: [StepSetting] = []

  @Option(
    help: ArgumentHelp(
      "With --chain: send this step again in any case, and what was made of it.", valueName: "step")
  )
  var from: String?

  @Flag(help: "With --chain: send every step again, changed or not.")
  var all = false

  @Flag(help: "With --chain: what was made of an image that changes keeps its image.")
  var noRipple = false

  @Option(
    help: """
      With --chain: line, the image and all it goes back to; branch, the image and all that was \
      made of it; tree, everything down from the roots of the line.
      """)
  var scope = ReworkScope.line

  @Option(
    name: .customLong("as"),
    help: """
      With --chain: recorded, changed steps have the cast of then; today, the cast as it is now.
      """)
  var basis = ReworkBasis.recorded

  @Flag(
    help: """
      With --chain: rest after each level, the steps that need none of each other, until 'troupe \
      rework resume'.
      """)
  var review = false

  @Flag(help: "With --chain: show what would be sent; send nothing.")
  var plan = false

  @Option(
    help: ArgumentHelp(
      """
      With --chain: send exactly what was planned, once: the digest that --plan shows, or its \
      first 8 or more digits.
      """, valueName: "digest"))
  var expect: String?

  /// Whether anything is given that only a chain knows.
  var isAboutAChain: Bool {
    !prompts.isEmpty || !settings.isEmpty || from != nil || all || noRipple || plan || review
      || expect != nil
      || scope != .line || basis != .recorded
  }

  var terms: ReworkTerms {
    ReworkTerms(
      scope: scope, basis: basis, isReviewed: review,
      changes: ReplayChanges(
        prompts: Dictionary(prompts.map { ($0.step, $0.text) }, uniquingKeysWith: { $1 }),
        settings: settings.map(\.setting), from: from, isAll: all, ripples: !noRipple))
  }
}

/// `STEP=TEXT` on the command line.
struct StepPrompt: ExpressibleByArgument {
  let step: String
  let text: String

  init?(argument: String) {
    guard let (step, text) = argument.halves(at: "="), !step.isEmpty, !text.isEmpty else {
      return nil
    }
    (self.step, self.text) = (step, text)
  }
}

/// `NAME=VALUE` or `STEP.NAME=VALUE` on the command line.
struct StepSetting: ExpressibleByArgument {
  let setting: ReplayChanges.Setting

  init?(argument: String) {
    guard let (name, value) = argument.halves(at: "="), !name.isEmpty else { return nil }
    let (step, bare) = name.halves(at: ".") ?? ("", name)
    if bare.isEmpty || name.hasPrefix(".") { return nil }
    setting = .init(step: step.isEmpty ? nil : step, name: bare, value: value)
  }
}

extension String {
  /// What stands before and after the first `separator`; `nil` where there is none.
  fileprivate func halves(at separator: Character) -> (String, String)? {
    firstIndex(of: separator).map { (String(self[..<$0]), String(self[index(after: $0)...])) }
  }
}
