import Foundation

/// What the vendor refuses of a request to its Images API, as far as its documentation says.
enum OpenAIRules {
  private static let plain: Set = [
    "background", "complexity", "input_fidelity", "model", "moderation", "n", "output_compression",
    "output_format", "partial_images", "prompt", "quality", "safety_identifier", "size", "stream",
    "user",
  ]

  /// The name of the field that is wrong; `nil` where none is.
  static func objection(toFields fields: [String: String]) -> String? {
    if let unknown = fields.keys.sorted().first(where: { !plain.contains($0) }) { return unknown }
    guard let model = fields["model"], model.hasPrefix("gpt-image-") else { return "model" }
    guard let prompt = fields["prompt"], (1...32_000).contains(prompt.count) else {
      return "prompt"
    }
    if let fidelity = fields["input_fidelity"] {
      guard model.hasPrefix("gpt-image-1"), ["low", "high"].contains(fidelity),
        model != "gpt-image-1-mini" || fidelity == "low"
      else { return "input_fidelity" }
    }
    if fields["complexity"] != nil, !model.hasPrefix("gpt-image-2.6") { return "complexity" }
    let isLater = ["gpt-image-2.5", "gpt-image-2.6"].contains { model.hasPrefix($0) }
    if ["xhigh", "max"].contains(fields["quality"]), !isLater { return "quality" }
    if let size = fields["size"], !isSize(size, of: model) { return "size" }
    if fields["partial_images"] ?? "0" != "0", fields["stream"] != "true" {
      return "partial_images"
    }
    return nil
  }

  /// What is wrong with the files of a form, by the name of the field.
  static func objection(toFiles files: [StrictMultipart.Part]) -> String? {
    let images = files.filter { ["image", "image[]"].contains($0.name) }
    let others = files.filter { !["image", "image[]"].contains($0.name) }
    guard (1...16).contains(images.count), Set(images.map(\.name)).count == 1,
      images.count == 1 || images[0].name == "image[]"
    else { return "image" }
    guard others.count <= 1, others.allSatisfy({ $0.name == "mask" && $0.type == "image/png" })
    else {
      return "mask"
    }
    // What its bytes are, and what it is said to be.
    let isTrue = files.allSatisfy { file in
      guard let name = file.fileName, let type = file.type else { return false }
      let (ending, magic): (String, [UInt8]) =
        switch type {
        case "image/png": (".png", [0x89, 0x50, 0x4E, 0x47])
        case "image/jpeg": (".jpg", [0xFF, 0xD8, 0xFF])
        case "image/webp": (".webp", Array("RIFF".utf8))
        default: ("/", [])
        }
      return name.hasSuffix(ending) && file.bytes.starts(with: magic)
    }
    return isTrue ? nil : "image"
  }

  private static func isSize(_ text: String, of model: String) -> Bool {
    if ["auto", "1024x1024", "1536x1024", "1024x1536"].contains(text) { return true }
    let sides = text.split(separator: "x").compactMap { Int($0) }
    guard !model.hasPrefix("gpt-image-1"), sides.count == 2, sides.allSatisfy({ $0 % 16 == 0 }),
      let short = sides.min(), let long = sides.max()
    else { return false }
    return long <= 3840 && long <= 3 * short && (655_360...8_294_400).contains(long * short)
  }
}
