import Foundation

/// What the operations of Ideogram 3.0 take, by the vendor's published schemas.
enum IdeogramSchema {
  private static let common: Set = [
    "seed", "rendering_speed", "num_images", "color_palette", "style_codes", "style_preset",
    "style_reference_images",
  ]
  private static let words: Set = [
    "prompt", "magic_prompt", "negative_prompt", "style_type", "character_reference_images",
    "resolution",
  ]

  private static func fields(of operation: String) -> (known: Set<String>, needed: Set<String>)? {
    switch operation {
    case "generate": (common.union(words), ["prompt"])
    case "remix": (common.union(words).union(["image", "image_weight"]), ["prompt", "image"])
    case "inpaint":
      (
        common.union(["image", "mask", "prompt", "magic_prompt", "style_type"]),
        ["prompt", "image", "mask"]
      )
    case "reframe": (common.union(["image", "resolution"]), ["image", "resolution"])
    case "replace-background":
      (common.union(["image", "prompt", "magic_prompt"]), ["prompt", "image"])
    default: nil
    }
  }

  /// The field that is wrong in `request`; `nil` where none is.
  static func fault(in request: RecordedRequest) -> String? {
    let prefix = "/v1/ideogram-v3/"
    guard request.method == "POST", request.path.hasPrefix(prefix),
      let fields = fields(of: String(request.path.dropFirst(prefix.count)))
    else { return "path" }
    guard
      let form = try? StrictMultipart(request.body, type: request.header("content-type") ?? "")
    else { return "body" }
    let names = form.parts.map(\.name)
    if let extra = names.first(where: { !fields.known.contains($0) }) { return extra }
    if let missing = fields.needed.first(where: { !names.contains($0) }) { return missing }
    let lists: Set = ["style_codes", "style_reference_images", "character_reference_images"]
    let single = names.filter { !lists.contains($0) }
    guard Set(single).count == single.count else { return "a field twice" }
    if names.count(where: { $0 == "character_reference_images" }) > 1 {
      return "character_reference_images"
    }
    if names.contains("style_codes"),
      names.contains("style_type") || names.contains("style_reference_images")
    {
      return "style_codes"
    }
    func bytes(_ name: String) -> Data? { form.parts.first { $0.name == name }?.bytes }
    if let mask = bytes("mask"), !PNGHead.isPainted(mask, over: bytes("image") ?? Data()) {
      return "mask"
    }
    return form.parts.lazy.compactMap(fault).first
  }

  private static func fault(in part: StrictMultipart.Part) -> String? {
    let allowed: [String: [String]] = [
      "rendering_speed": ["FLASH", "TURBO", "DEFAULT", "QUALITY"],
      "magic_prompt": ["AUTO", "ON", "OFF"], "num_images": ["1"],
      "style_type": ["AUTO", "GENERAL", "REALISTIC", "DESIGN", "FICTION"],
    ]
    if part.fileName != nil {
      let isPNG = part.type == "image/png" && part.bytes.starts(with: [0x89, 0x50])
      let isFile =
        ["image", "mask"].contains(part.name) || part.name.hasSuffix("_reference_images")
      return isPNG && isFile ? nil : part.name
    }
    guard let text = part.text, !text.isEmpty else { return part.name }
    if let values = allowed[part.name], !values.contains(text) { return part.name }
    if part.name == "color_palette" {
      let palette = try? JSONSerialization.jsonObject(with: part.bytes) as? [String: Any]
      return palette?["name"] != nil || palette?["members"] != nil ? nil : part.name
    }
    if part.name == "resolution", !resolutions.contains(text) { return part.name }
    return nil
  }

  private static let resolutions: Set = [
    "512x1536", "704x1408", "736x1312", "800x1280", "832x1248", "864x1152", "896x1120",
    "1024x1024", "1120x896", "1152x864", "1248x832", "1280x800", "1312x736", "1408x704",
    "1536x512",
  ]
}
