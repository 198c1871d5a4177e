import TroupeVocabulary

/// The token counts of an answer.
enum GeminiUsage {
  /// What `usageMetadata` says; absent or odd figures stay absent.
  static func read(_ node: JSONNode) -> Usage? {
    guard node.isObject else { return nil }
    func count(_ name: String) -> Int? { node[name]?.integer.flatMap { $0 >= 0 ? $0 : nil } }
    return Usage(
      prompt: count("promptTokenCount"), output: count("candidatesTokenCount"),
      thoughts: count("thoughtsTokenCount"), total: count("totalTokenCount"),
      promptByModality: modalities(node["promptTokensDetails"]),
      outputByModality: modalities(node["candidatesTokensDetails"]))
  }

  private static func modalities(_ node: JSONNode?) -> [String: Int] {
    var counts: [String: Int] = [:]
    for detail in node?.elements?.prefix(20) ?? [] {
      guard let name = detail["modality"]?.text, let count = detail["tokenCount"]?.integer,
        count >= 0
      else { continue }
      counts[ProviderMessage.clean(String(name.prefix(40)))] = count
    }
    return counts
  }
}
