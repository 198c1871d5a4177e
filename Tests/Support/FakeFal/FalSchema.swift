import Foundation

/// What an app takes, by fal's published schemas.
struct FalSchema {
  let app: String

  private var fields: Set<String> {
    var fields: Set = ["prompt", "seed", "output_format", "sync_mode"]
    if app.hasSuffix("/edit") { fields.insert("image_urls") }
    if app.contains("nano-banana") {
      return fields.union([
        "aspect_ratio", "resolution", "num_images", "safety_tolerance", "limit_generations",
        "enable_web_search", "thinking_level",
      ])
    }
    if app.contains("seedream") {
      return fields.subtracting(["output_format"]).union([
        "image_size", "num_images", "max_images", "enable_safety_checker",
      ])
    }
    fields.formUnion(["image_size", "enable_safety_checker"])
    if app.contains("flux-2-pro") || app.contains("flux-2-max") {
      return fields.union(["safety_tolerance"])
    }
    fields.formUnion(["enable_prompt_expansion", "guidance_scale", "num_inference_steps"])
    return app.contains("flex")
      ? fields.union(["safety_tolerance"]) : fields.union(["num_images", "acceleration"])
  }

  /// The field that is wrong in `body`, and how; `nil` where none is.
  func fault(in body: Data) -> (String, String)? {
    guard let document = (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] else {
      return ("", "Invalid JSON")
    }
    if let extra = document.keys.sorted().first(where: { !fields.contains($0) }) {
      return (extra, "Extra inputs are not permitted")
    }
    guard let prompt = document["prompt"] as? String, !prompt.isEmpty else {
      return ("prompt", "Field required")
    }
    let urls = document["image_urls"] as? [String] ?? []
    if app.hasSuffix("/edit"), urls.isEmpty { return ("image_urls", "Field required") }
    if !urls.allSatisfy(PictureURL.isPNG) { return ("image_urls", "Failed to load the image") }
    if let tolerance = document["safety_tolerance"], !(tolerance is String) {
      return ("safety_tolerance", "Input should be a string")
    }
    guard let size = document["image_size"] else { return nil }
    let sides = (size as? [String: Int]).map { [$0["width"] ?? 0, $0["height"] ?? 0] } ?? []
    return sides.count == 2 && sides.allSatisfy((256...4096).contains)
      ? nil : ("image_size", "Input should be sides in pixels")
  }
}

/// A picture as an address that holds it.
enum PictureURL {
  /// Whether `text` is one of a PNG, in base64 that is some.
  static func isPNG(_ text: String) -> Bool {
    let head = "data:image/png;base64,"
    guard text.hasPrefix(head) else { return false }
    return Data(base64Encoded: String(text.dropFirst(head.count)))?.starts(with: [0x89, 0x50])
      == true
  }
}
