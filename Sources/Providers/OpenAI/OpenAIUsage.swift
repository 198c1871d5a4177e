import TroupeVocabulary

/// The token counts of an answer.
enum OpenAIUsage {
  /// What `usage` says; absent or odd figures stay absent.
  static func read(_ node: JSONNode?) -> Usage? {
    guard let node, node.isObject else { return nil }
    func count(_ name: String) -> Int? { node[name]?.integer.flatMap { $0 >= 0 ? $0 : nil } }
    return Usage(
      prompt: count("input_tokens"), output: count("output_tokens"),
      total: count("total_tokens"),
      promptByModality: modalities(node["input_tokens_details"]),
      outputByModality: modalities(node["output_tokens_details"]))
  }

  /// The same of an answer that is images alone: older ones do not tell the kinds of tokens apart, and images are the
  /// dearest kind.
  static func readImages(_ node: JSONNode?) -> Usage? {
    guard var usage = read(node) else { return nil }
    if usage.outputByModality.isEmpty, let output = usage.output {
      usage.outputByModality = ["IMAGE": output]
    }
    return usage
  }

  private static func modalities(_ node: JSONNode?) -> [String: Int] {
    var counts: [String: Int] = [:]
    for (name, modality) in [("image_tokens", "IMAGE"), ("text_tokens", "TEXT")] {
      if let count = node?[name]?.integer, count >= 0 { counts[modality] = count }
    }
    return counts
  }
}
