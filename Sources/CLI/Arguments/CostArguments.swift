import ArgumentParser

/// What a command may cost.
struct CostArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Send nothing where all that it sends is estimated above this, in US dollars; of a rework, with \
      all that it cost so far, leave the steps that would pass it. Default: max_cost in \
      troupe.toml, if any.
      """,
      valueName: "usd"))
  var maxCost: Double?

  @Flag(
    help: """
      Agree beforehand to what a terminal asks: more than ask_above of troupe.toml in US dollars \
      (default: 1.00), or a price that is not known. Without a terminal nothing is asked.
      """)
  var yes = false

  func validate() throws {
    if let maxCost, !(maxCost >= 0) {
      throw ValidationError("--max-cost needs an amount of US dollars, such as 0.50.")
    }
  }
}
