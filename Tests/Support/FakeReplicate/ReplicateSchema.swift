import Foundation

/// What a model takes, by Replicate's published schemas.
struct ReplicateSchema {
  let model: String

  private var fields: Set<String> {
    switch model {
    case _ where model.contains("klein"):
      [
        "prompt", "images", "aspect_ratio", "output_megapixels", "seed", "go_fast",
        "output_format", "output_quality", "disable_safety_checker", "guidance",
      ]
    case _ where model.contains("seedream"):
      [
        "prompt", "image_input", "size", "aspect_ratio", "width", "height",
        "sequential_image_generation", "max_images", "disable_safety_checker",
      ]
    case _ where model.contains("nano-banana"):
      [
        "prompt", "image_input", "aspect_ratio", "resolution", "output_format",
        "safety_filter_level", "google_search", "image_search",
      ]
    default: flux
    }
  }

  private var flux: Set<String> {
    let common: Set = [
      "prompt", "input_images", "aspect_ratio", "resolution", "width", "height", "seed",
      "output_format", "output_quality",
    ]
    if model.hasSuffix("dev") { return common.union(["go_fast", "disable_safety_checker"]) }
    return model.hasSuffix("flex")
      ? common.union(["safety_tolerance", "prompt_upsampling", "guidance", "steps"])
      : common.union(["safety_tolerance"])
  }

  /// What is wrong in `body`; `nil` where nothing is.
  func fault(in body: Data) -> String? {
    guard let document = (try? JSONSerialization.jsonObject(with: body)) as? [String: Any],
      document.keys.sorted() == ["input"], let input = document["input"] as? [String: Any]
    else { return "one input is required" }
    if let extra = input.keys.sorted().first(where: { !fields.contains($0) }) {
      return "\(extra) is not allowed"
    }
    guard let prompt = input["prompt"] as? String, !prompt.isEmpty else {
      return "prompt is required"
    }
    let sides = ["width", "height"].compactMap { input[$0] }
    if !sides.isEmpty {
      let words = ["aspect_ratio", "size"].compactMap { input[$0] as? String }
      guard words.contains("custom"), sides.count == 2, sides.allSatisfy({ $0 is Int }) else {
        return "width and height go with custom alone"
      }
    }
    let lists = ["input_images", "images", "image_input"].compactMap { input[$0] }
    return lists.allSatisfy { ($0 as? [String])?.allSatisfy(PictureURL.isPNG) == true }
      ? nil : "a picture is none"
  }
}
