import TroupeVocabulary

/// What an answer says besides its images.
enum DashScopeDetails {
  static func fill(_ decoded: inout DecodedAnswer, from root: JSONNode, _ output: JSONNode) {
    decoded.responseID = (root["request_id"] ?? output["task_id"])?.text.map {
      ProviderMessage.clean(String($0.prefix(200)))
    }
    let ends = (output["choices"]?.list ?? []).lazy.compactMap { $0["finish_reason"]?.text }
    decoded.finishReason = (ends.first ?? output["task_status"]?.text).map {
      ProviderMessage.clean(String($0.prefix(200)))
    }
    decoded.usage = usage(root["usage"] ?? .null)
    let prompts = (output["results"]?.list ?? []).prefix(64).compactMap {
      $0["actual_prompt"]?.text
    }
    decoded.texts = prompts.filter { !$0.isEmpty }.map { "Prompt as it was run: \($0)" }
  }

  /// Tokens, of models that count them: others say 0 for all, and bill by the image.
  private static func usage(_ node: JSONNode) -> Usage? {
    func count(_ name: String) -> Int? {
      node[name]?.integer.flatMap { (1...1_000_000_000_000).contains($0) ? $0 : nil }
    }
    let usage = Usage(
      prompt: count("input_tokens"), output: count("output_tokens"), total: count("total_tokens"))
    return usage.prompt ?? usage.output ?? usage.total == nil ? nil : usage
  }
}
