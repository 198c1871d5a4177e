extension Settings {
  /// What holds, by the names of `troupe.toml` in their order; `nil` where nothing is set and there is no default, or where the
  /// default is another's to choose.
  public var values: [(name: String, value: String?)] {
    let single: [(String, String?)] = [
      ("member", member), ("model", model), ("judge", judge), ("aspect", aspect),
      ("edit_sends", editSends.rawValue), ("long_edge", "\(longEdge)"), ("format", format.rawValue),
      ("quality", "\(quality)"), ("subsampling", subsampling.rawValue),
      ("workers", workers.map { "\($0)" }), ("max_cost", maxCost.map(Self.amount)),
      ("max_cost_month", maxCostMonth.map(Self.amount)), ("ask_above", Self.amount(askAbove)),
      ("longest_wait", "\(longestWait)"), ("connect_timeout", "\(connectTimeout)"),
      ("idle_timeout", "\(idleTimeout)"), ("answer_timeout", "\(answerTimeout)"),
      ("requests_at_once", "\(requestsAtOnce)"),
    ]
    return single + Self.named(snippets, "snippets") + Self.named(hooks, "hooks")
  }

  private static func named(
    _ texts: [String: String], _ table: String
  ) -> [(String, String?)] {
    texts.sorted { $0.key < $1.key }.map { ("\(table).\($0.key)", $0.value) }
  }

  private static func amount(_ dollars: Double) -> String {
    dollars == dollars.rounded() && abs(dollars) < 1e15 ? "\(Int(dollars))" : "\(dollars)"
  }
}
