import TroupeVocabulary

/// The token counts of an interaction.
enum InteractionsUsage {
  /// What `usage` says; absent or odd figures stay absent. Kinds have the names that they have elsewhere.
  static func read(_ node: JSONNode?) -> Usage? {
    guard let node, node.isObject else { return nil }
    func count(_ name: String) -> Int? { node[name]?.integer.flatMap { $0 >= 0 ? $0 : nil } }
    return Usage(
      prompt: count("total_input_tokens"), output: count("total_output_tokens"),
      thoughts: count("total_thought_tokens"), total: count("total_tokens"),
      promptByModality: kinds(node["input_tokens_by_modality"]),
      outputByModality: kinds(node["output_tokens_by_modality"]))
  }

  private static func kinds(_ node: JSONNode?) -> [String: Int] {
    var counts: [String: Int] = [:]
    for detail in node?.elements?.prefix(20) ?? [] {
      guard let name = detail["modality"]?.text, let count = detail["tokens"]?.integer, count >= 0
      else { continue }
      counts[ProviderMessage.clean(String(name.prefix(40))).uppercased()] = count
    }
    return counts
  }
}
