import Foundation

/// A body as google-genai 3.6.1's types have it, with the steps of a conversation.
struct InteractionsSchema {
  /// What is wrong with it; `nil` where nothing is.
  private(set) var fault: String?
  private(set) var previous: String?
  private(set) var isKept = true
  private(set) var isJob = false
  /// The steps that were said, as JSON.
  private(set) var input = Data("[]".utf8)

  private static let fields: [String: Set<String>] = [
    "": [
      "model", "background", "generation_config", "input", "previous_interaction_id",
      "response_format", "safety_settings", "store", "system_instruction", "tools",
    ],
    "generation_config": [
      "max_output_tokens", "seed", "temperature", "thinking_level", "thinking_summaries", "top_p",
    ],
    "response_format": ["aspect_ratio", "image_size", "mime_type", "type", "delivery"],
    "safety_settings": ["threshold", "type", "method"], "tools": ["search_types", "type"],
    "text": ["text", "type", "annotations"], "image": ["data", "mime_type", "type", "uri"],
    "user_input": ["content", "type"], "model_output": ["content", "type"],
    "thought": ["signature", "summary", "type"],
  ]

  init(_ body: Data) {
    guard let body = (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] else {
      fault = "Invalid JSON."
      return
    }
    check(body, as: "")
    previous = body["previous_interaction_id"] as? String
    isKept = body["store"] as? Bool ?? true
    isJob = body["background"] as? Bool ?? false
    if isJob || previous != nil, !isKept { fault = "background and previous need store." }
    for name in ["generation_config", "response_format", "safety_settings", "tools"] {
      let all = body[name] as? [[String: Any]] ?? [body[name] as? [String: Any] ?? [:]]
      for one in all { check(one, as: name) }
    }
    let steps = body["input"] as? [[String: Any]] ?? []
    if steps.last?["type"] as? String != "user_input" { fault = "Nothing is said." }
    for step in steps { checkStep(step) }
    input = (try? JSONSerialization.data(withJSONObject: steps)) ?? input
  }

  private mutating func checkStep(_ step: [String: Any]) {
    let type = step["type"] as? String ?? "?"
    check(step, as: type)
    let content = step["content"] as? [[String: Any]] ?? []
    if type != "thought", content.isEmpty { fault = "A step without content." }
    for one in content {
      check(one, as: one["type"] as? String ?? "?")
      guard one["type"] as? String == "image", one["uri"] == nil else { continue }
      let data = (one["data"] as? String).flatMap { Data(base64Encoded: $0) }
      if data?.starts(with: [0x89, 0x50]) != true { fault = "Invalid image." }
    }
  }

  private mutating func check(_ object: [String: Any], as name: String) {
    guard let known = Self.fields[name] else { return fault = "Unknown type '\(name)'." }
    if let extra = object.keys.sorted().first(where: { !known.contains($0) }) {
      fault = "Unknown parameter '\(extra)' in '\(name)'."
    }
  }
}
