import Foundation

/// The body of one request, as strictly read as its documentation allows: what is not known or not taken is refused.
struct FakeOpenRouterForm {
  private let body: [String: Any]
  private let parameters: [String: [String: Any]]

  private static let always: Set = [
    "model", "prompt", "provider", "stream", "user", "session_id", "n",
  ]
  private static let routing: Set = [
    "only", "order", "ignore", "allow_fallbacks", "sort", "options",
  ]

  init(_ body: [String: Any], _ model: FakeOpenRouterModel) {
    self.body = body
    let json = try? JSONSerialization.jsonObject(with: Data(model.parameters.utf8))
    parameters = json as? [String: [String: Any]] ?? [:]
  }

  /// What is wrong with it.
  var fault: String? {
    guard let prompt = body["prompt"] as? String, !prompt.isEmpty else { return "prompt: required" }
    for name in body.keys.sorted() where !Self.always.contains(name) {
      guard let rule = parameters[name] else { return "Unsupported parameter: \(name)" }
      if let fault = fault(name, rule) { return fault }
    }
    if body["size"] != nil, body["aspect_ratio"] != nil || body["resolution"] != nil {
      return "size excludes aspect_ratio and resolution"
    }
    if let stream = body["stream"], !(stream is Bool) { return "stream: expected boolean" }
    return routingFault
  }

  private func fault(_ name: String, _ rule: [String: Any]) -> String? {
    switch (name, rule["type"] as? String) {
    case ("input_references", _): return referencesFault(rule["max"] as? Int ?? 0)
    case ("seed", _): return body[name] is Int ? nil : "seed: expected integer"
    case (_, "enum"):
      let values = rule["values"] as? [String] ?? []
      guard let value = body[name] as? String, values.contains(value) else {
        return "\(name): expected one of \(values.joined(separator: " "))"
      }
      return nil
    case (_, "range"): return body[name] is Int ? nil : "\(name): expected integer"
    default: return body[name] is String ? nil : "\(name): expected string"
    }
  }

  /// Each is a data URL whose bytes are of the type that it claims, or an https address.
  private func referencesFault(_ most: Int) -> String? {
    guard let list = body["input_references"] as? [[String: Any]], !list.isEmpty else {
      return "input_references: expected array"
    }
    guard list.count <= most else { return "input_references: at most \(most)" }
    for (index, one) in list.enumerated() {
      guard one["type"] as? String == "image_url", one.count == 2,
        let url = (one["image_url"] as? [String: Any])?["url"] as? String
      else { return "input_references.\(index): expected image_url" }
      if !url.hasPrefix("https://"), !Self.isImage(url) {
        return "input_references.\(index): no image"
      }
    }
    return nil
  }

  private static func isImage(_ url: String) -> Bool {
    let starts: [String: [UInt8]] = [
      "data:image/png;base64,": [0x89, 0x50, 0x4E, 0x47],
      "data:image/jpeg;base64,": [0xFF, 0xD8, 0xFF],
      "data:image/webp;base64,": Array("RIFF".utf8),
    ]
    guard let (head, magic) = starts.first(where: { url.hasPrefix($0.key) }),
      let bytes = Data(base64Encoded: String(url.dropFirst(head.count)))
    else { return false }
    return bytes.starts(with: magic)
  }

  private var routingFault: String? {
    guard let provider = body["provider"] else { return nil }
    guard let provider = provider as? [String: Any] else { return "provider: expected object" }
    for name in provider.keys where !Self.routing.contains(name) {
      return "provider: unrecognized key \(name)"
    }
    for name in ["only", "order", "ignore"] where provider[name] != nil {
      guard provider[name] is [String] else { return "provider.\(name): expected array" }
    }
    if let options = provider["options"], !(options is [String: [String: Any]]) {
      return "provider.options: expected objects"
    }
    return nil
  }
}
