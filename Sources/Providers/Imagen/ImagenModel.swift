import TroupeVocabulary

/// What one model takes besides words, aspect and size.
///
/// By google-genai 3.4.0 and 3.6 for Vertex AI, and 1.75.0 for the Gemini API, the last one that asked it.
struct ImagenModel {
  let road: ImagenProvider.Road
  private let name: String

  /// - Parameter name: as requests carry it.
  init(_ name: String, road: ImagenProvider.Road) {
    self.name = name
    self.road = road
  }

  /// Whether it is made for references, and takes nothing but them.
  var takesReferences: Bool { road == .vertex && name.contains("capability") }

  /// Whether it rewrites prompts unless it is told not to.
  var rewritesPrompts: Bool { road == .vertex && !takesReferences }

  /// Every option there is, in order.
  var options: [String] {
    var names = [
      "guidance_scale", "language", "output_quality", "output_type", "person_generation", "safety",
    ]
    if road == .vertex { names += ["add_watermark", "negative_prompt"] }
    if rewritesPrompts { names.append("enhance_prompt") }
    if takesReferences { names += ImagenOptions.ofReferences }
    return names.sorted()
  }
}
