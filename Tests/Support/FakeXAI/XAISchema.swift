import Foundation

/// The body of one request, as strictly read as the vendor's schema allows.
struct XAISchema {
  private let body: [String: Any]?
  private let isEdit: Bool

  init(_ data: Data, isEdit: Bool) {
    body = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any]
    self.isEdit = isEdit
  }

  private static let common: Set = [
    "model", "prompt", "n", "response_format", "aspect_ratio", "resolution", "user",
  ]
  private static let aspects: Set = [
    "1:1", "3:4", "4:3", "9:16", "16:9", "2:3", "3:2", "9:19.5", "19.5:9", "9:20", "20:9", "1:2",
    "2:1", "auto",
  ]
  /// How many images a model takes.
  private static let models = [
    "grok-imagine-image-2.0": 3, "grok-imagine-image": 3, "grok-imagine-image-quality": 3,
    "grok-imagine-image-pro": 1,
  ]

  /// What is wrong with it; `nil` where nothing is.
  var fault: String? {
    guard let body, let model = body["model"] as? String, let most = Self.models[model] else {
      return "no model"
    }
    let tiered = model == "grok-imagine-image-2.0" ? Self.common.union(["quality"]) : Self.common
    let fields = isEdit ? tiered.union(["image", "images"]) : tiered
    if let extra = body.keys.sorted().first(where: { !fields.contains($0) }) {
      return "Argument not supported: \(extra)"
    }
    guard let prompt = body["prompt"] as? String, !prompt.isEmpty else { return "no prompt" }
    guard body["n"] as? Int == 1, body["response_format"] as? String == "b64_json" else {
      return "n or response_format"
    }
    return wordFault(body) ?? (isEdit ? imageFault(body, most: most) : nil)
  }

  private func wordFault(_ body: [String: Any]) -> String? {
    let allowed: [String: Set<String>] = [
      "aspect_ratio": Self.aspects, "resolution": ["1k", "2k"], "quality": ["low", "medium"],
    ]
    return allowed.keys.sorted().first { name in
      body[name].map { !(allowed[name] ?? []).contains($0 as? String ?? "") } ?? false
    }
  }

  /// One alone stands in `image`, several in `images`, never both.
  private func imageFault(_ body: [String: Any], most: Int) -> String? {
    let (one, several) = (body["image"] as? [String: Any], body["images"] as? [[String: Any]])
    guard (one == nil) != (several == nil) else { return "either image or images" }
    let list = several ?? [one].compactMap(\.self)
    guard several.map({ $0.count > 1 }) ?? true, list.count <= most else { return "images" }
    let isFaulty = list.contains { item in
      item.count != 2 || item["type"] as? String != "image_url"
        || !Self.isImage(item["url"] as? String ?? "")
    }
    return isFaulty ? "image_url" : nil
  }

  private static func isImage(_ url: String) -> Bool {
    if url.hasPrefix("https://") { return true }
    let starts: [String: [UInt8]] = [
      "data:image/png;base64,": [0x89, 0x50, 0x4E, 0x47],
      "data:image/jpeg;base64,": [0xFF, 0xD8, 0xFF],
      "data:image/webp;base64,": Array("RIFF".utf8),
    ]
    guard let (head, magic) = starts.first(where: { url.hasPrefix($0.key) }) else { return false }
    return Data(base64Encoded: String(url.dropFirst(head.count)))?.starts(with: magic) == true
  }
}
