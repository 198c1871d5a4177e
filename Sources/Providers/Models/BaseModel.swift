/// The family of models that people and trainers mean by the names of what they train on.
package enum BaseModel {
  /// By what stands in a name without spaces and marks, the family; the first that is found.
  private static let marks: KeyValuePairs<String, String> = [
    "flux2": "flux2", "flux": "flux1", "xl": "sdxl", "pony": "sdxl", "illustrious": "sdxl",
    "sd3": "sd3", "diffusionv3": "sd3", "sd2": "sd2", "sdv2": "sd2", "diffusionv2": "sd2",
    "sd1": "sd15", "sdv1": "sd15", "diffusionv1": "sd15", "qwenimage": "qwen-image",
    "zimage": "z-image", "wan": "wan", "chroma": "chroma",
  ]

  /// The family that `name` names, as in `sdxl` for `stable-diffusion-xl-v1-base/lora`; `nil` for names that are not known.
  package static func family(of name: String) -> String? {
    let letters = name.lowercased().filter { $0.isLetter || $0.isNumber }
    return marks.first { letters.contains($0.key) }?.value
  }
}
