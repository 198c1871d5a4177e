import Foundation

/// What a FLUX model takes, by the vendor's published schemas.
struct FluxSchema {
  let model: String

  private var fields: Set<String> {
    let images = (1...(model.contains("klein") || model.contains("kontext") ? 4 : 8)).map {
      $0 == 1 ? "input_image" : "input_image_\($0)"
    }
    if model == "flux-3-image" {
      return [
        "prompt", "images", "aspect_ratio", "resolution", "safety_tolerance", "grounding",
        "version",
      ]
    }
    let common = Set(images).union(["prompt", "seed", "safety_tolerance", "output_format"])
    if model.contains("kontext") { return common.union(["aspect_ratio", "prompt_upsampling"]) }
    let sized = common.union(["width", "height"])
    if model.contains("klein") { return sized }
    return model.contains("flex")
      ? sized.union(["prompt_upsampling", "guidance", "steps"])
      : sized.union(["prompt_upsampling", "disable_pup"])
  }

  /// The field that is wrong in `body`, and how; `nil` where none is.
  func fault(in body: Data) -> (String, String)? {
    guard
      let document = (try? JSONSerialization.jsonObject(with: body)) as? [String: Any]
    else { return ("", "Invalid JSON") }
    if let extra = document.keys.sorted().first(where: { !fields.contains($0) }) {
      return (extra, "Extra inputs are not permitted")
    }
    guard let prompt = document["prompt"] as? String, !prompt.isEmpty else {
      return ("prompt", "Field required")
    }
    for side in ["width", "height"] {
      guard let value = document[side] as? Int else { continue }
      if value < 64 || value % 16 != 0 { return (side, "Input should be a multiple of 16") }
    }
    let images =
      (document["images"] as? [String] ?? [])
      + document.filter { $0.key.hasPrefix("input_image") }.compactMap { $0.value as? String }
    let isFaulty = images.contains { Data(base64Encoded: $0)?.starts(with: [0x89, 0x50]) != true }
    return isFaulty ? ("images", "Invalid image") : nil
  }
}
