import Foundation

/// An interaction as an answer has it: what the model did, in steps.
struct Interaction {
  let node: JSONNode
  /// What the model did: of a stored interaction, what is behind the last that was said to it.
  let steps: [JSONNode]

  /// `nil` when `node` is none.
  init?(_ node: JSONNode) {
    guard node.isObject,
      node["steps"]?.elements != nil || Self.statuses.contains(node["status"]?.text ?? "")
    else { return nil }
    self.node = node
    let all = node["steps"]?.elements ?? []
    let said = all.lastIndex { $0["type"]?.text == "user_input" }
    steps = Array(said.map { all[($0 + 1)...] } ?? all[...])
  }

  /// Those of google-genai 3.6.1.
  private static let statuses: Set = [
    "in_progress", "requires_action", "completed", "failed", "cancelled", "incomplete",
    "budget_exceeded", "queued", "idle", "requires_continuation",
  ]

  var status: String? { node["status"]?.word }

  /// Whether it is still at work.
  var isUnderWay: Bool { ["in_progress", "queued"].contains(status) }

  /// Its name, where it is one that can stand in an address.
  var id: String? {
    node["id"]?.text.flatMap { $0.wholeMatch(of: /[A-Za-z0-9_-]{1,500}/) != nil ? $0 : nil }
  }
}
