import ArgumentParser
import Troupe

struct CostsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "costs", abstract: "Sum up what requests have cost, in US dollars.",
    discussion: """
      By the prices in force when they were sent. What is perhaps billed, or has no known price, is \
      counted apart. max_cost and max_cost_month in troupe.toml bound what is spent.

        troupe costs --by model
        troupe costs --by scene
      """)

  @Option(
    help: ArgumentHelp(
      """
      month (UTC), day, model, provider, asset, tag, scene or member; a request with two assets or tags counts under both.
      """,
      valueName: "heading"))
  var by = Ledger.Grouping.month

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let ledger = try await global.openToRead().costs(by: by)
    try global.console.document(ledger)
    var table = Table(
      [by.rawValue.uppercased(), "REQUESTS", "IMAGES", "COST", "PERHAPS BILLED"],
      right: [1, 2, 3])
    for line in ledger.lines { table.add(cells(line, line.heading.isEmpty ? "–" : line.heading)) }
    table.add(cells(ledger.total, "in all"))
    global.console.print(table.text())
  }

  private func cells(_ line: Ledger.Line, _ heading: String) -> [Table.Cell] {
    let open = line.openUSD.map { "up to \($0.asPrice)" } ?? "price not known"
    return [
      .init(heading), .init("\(line.requests)"), .init("\(line.images)"),
      .init(line.costUSD == 0 ? "$0.00" : line.costUSD.asPrice),
      .init(line.openRequests == 0 ? "–" : "\(line.openRequests.of("request")), \(open)"),
    ]
  }
}
