import Foundation

/// The body of one request, as strictly read as the vendor's schema allows.
struct ArkSchema {
  private let body: [String: Any]?

  /// The model that it names.
  var model: String { body?["model"] as? String ?? "" }
  /// The size that it names.
  var size: String { body?["size"] as? String ?? "" }

  init(_ data: Data) {
    body = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any]
  }

  /// What a model makes and takes.
  private struct Rule {
    let pixels: ClosedRange<Int>
    let images: Int
    let fields: Set<String>
  }

  private static let group = "sequential_image_generation"
  private static let mode = "optimize_prompt_options"
  private static let rules: [String: Rule] = [
    "seedream-4-0-250828": Rule(
      pixels: 1_048_576...16_777_216, images: 14, fields: [group, mode]),
    "seedream-4-5-251128": Rule(
      pixels: 3_686_400...16_777_216, images: 14, fields: [group, mode]),
    "seedream-5-0-260128": Rule(
      pixels: 3_686_400...10_404_496, images: 14, fields: [group, mode, "output_format"]),
    "seedream-5-0-flash-260915": Rule(
      pixels: 921_600...4_624_220, images: 10, fields: ["output_format"]),
    "seedream-5-0-pro-260628": Rule(
      pixels: 1_048_576...4_194_304, images: 10, fields: [mode, "output_format"]),
    "seedream-5-5-261028": Rule(
      pixels: 921_600...4_194_304, images: 10, fields: ["background", "output_format"]),
  ]
  private static let common: Set = [
    "model", "prompt", "image", "response_format", "size", "watermark",
  ]

  /// What is wrong with it; `nil` where nothing is.
  var fault: String? {
    guard let body else { return "the body is not JSON" }
    guard let rule = Self.rules[model] else { return "no model '\(model)'" }
    let fields = Self.common.union(rule.fields)
    if let extra = body.keys.sorted().first(where: { !fields.contains($0) }) {
      return "The parameter `\(extra)` specified in the request is not valid"
    }
    guard let prompt = body["prompt"] as? String, !prompt.isEmpty else { return "no `prompt`" }
    guard body["response_format"] as? String == "b64_json" else { return "no `b64_json`" }
    guard body["watermark"] as? Bool != nil else { return "no `watermark`" }
    return sizeFault(rule) ?? imageFault(rule)
  }

  private func sizeFault(_ rule: Rule) -> String? {
    let sides = size.split(separator: "x").compactMap { Int($0) }
    guard sides.count == 2, let short = sides.min(), let long = sides.max(), short > 0 else {
      return "`size` is no width and height"
    }
    guard rule.pixels.contains(short * long), long <= short * 16 else {
      return "`size` is out of bounds"
    }
    return nil
  }

  /// One alone is a string, several are a list.
  private func imageFault(_ rule: Rule) -> String? {
    guard let image = body?["image"] else { return nil }
    let list = (image as? String).map { [$0] } ?? image as? [String] ?? []
    if list.isEmpty || image is [String] && list.count == 1 { return "`image` has another shape" }
    guard list.count <= rule.images else { return "more than \(rule.images) images" }
    let isFaulty = list.contains { !$0.hasPrefix("https://") && !Self.isImage($0) }
    return isFaulty ? "`image` holds no image" : nil
  }

  private static func isImage(_ url: String) -> Bool {
    let starts: [String: [UInt8]] = [
      "data:image/png;base64,": [0x89, 0x50, 0x4E, 0x47],
      "data:image/jpeg;base64,": [0xFF, 0xD8, 0xFF],
      "data:image/webp;base64,": Array("RIFF".utf8),
    ]
    guard let (head, magic) = starts.first(where: { url.hasPrefix($0.key) }) else { return false }
    return Data(base64Encoded: String(url.dropFirst(head.count)))?.starts(with: magic) == true
  }
}
