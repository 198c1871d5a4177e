import Troupe

/// The plans of the views that are to be made.
struct CompletionPlan {
  let all: [(request: ViewRequest, plan: Plan)]

  init(_ requests: [ViewRequest], in library: Library) async throws {
    var all: [(request: ViewRequest, plan: Plan)] = []
    for request in requests {
      all.append((request, try await library.plan(request.prompt, request.options)))
    }
    self.all = all
  }

  var model: String { all.first?.plan.model ?? "" }

  /// US dollars at most for all; `nil` where the price of one is not known.
  var costUSD: Double? {
    all.reduce(0) { sum, one in sum.flatMap { sum in one.plan.estimate.costUSD.map { sum + $0 } } }
  }

  var text: SafeText {
    var table = Table(["VIEW", "LOOK", "PICTURES", "PRICE", "WORDS"], right: [2])
    for (request, plan) in all {
      table.add(
        .init(request.view.rawValue, .strong), .init(request.look ?? "–"),
        .init("\(plan.selection.chosen.count)"),
        .init(plan.estimate.costUSD.map(\.asPrice) ?? "not known"),
        .init(request.prompt.quoted(within: 200)))
    }
    let price = costUSD.map(\.asPrice) ?? "price not known"
    return table.text() + "\n\(all.count.of("view")) on \(model): \(price)"
  }

  var document: CompletionDocument {
    CompletionDocument(
      views: all.map { request, plan in
        .init(
          view: request.view, look: request.look, prompt: request.prompt, plan: plan)
      }, costUSD: costUSD)
  }
}

/// What `complete --plan` tells in `--json`.
struct CompletionDocument: Encodable {
  struct Entry: Encodable {
    let view: View
    let look: String?
    let prompt: String
    let plan: Plan
  }

  let views: [Entry]
  let costUSD: Double?

  private enum CodingKeys: String, CodingKey {
    case views
    case costUSD = "cost_usd"
  }
}
