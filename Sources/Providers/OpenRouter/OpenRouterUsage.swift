import TroupeVocabulary

/// The token counts and the cost of an answer.
struct OpenRouterUsage {
  private let node: JSONNode

  /// `nil` for what is no object.
  init?(_ node: JSONNode?) {
    guard let node, node.isObject else { return nil }
    self.node = node
  }

  /// The counts; absent or odd figures stay absent.
  var usage: Usage {
    let made = node["completion_tokens_details"]
    let images = Self.count(made, "image_tokens")
    return Usage(
      prompt: Self.count(node, "prompt_tokens"), output: Self.count(node, "completion_tokens"),
      thoughts: Self.count(made, "reasoning_tokens"), total: Self.count(node, "total_tokens"),
      outputByModality: images.map { ["IMAGE": $0] } ?? [:])
  }

  /// US dollars in all: with a key of the user's own at the vendor, OpenRouter's fee and what the vendor bills.
  var billedUSD: Double? {
    guard let cost = Self.dollars(node["cost"]) else { return nil }
    guard case .bool(true)? = node["is_byok"] else { return cost }
    return cost + (Self.dollars(node["cost_details"]?["upstream_inference_cost"]) ?? 0)
  }

  /// Whether something was made, as far as it says.
  var countsSomething: Bool {
    (usage.output ?? 0) > 0 || (billedUSD ?? 0) > 0
  }

  private static func count(_ node: JSONNode?, _ name: String) -> Int? {
    node?[name]?.integer.flatMap { $0 >= 0 ? $0 : nil }
  }

  private static func dollars(_ node: JSONNode?) -> Double? {
    node?.decimal.flatMap { (0...1e6).contains($0) ? $0 : nil }
  }
}
