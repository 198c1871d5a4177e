package import TroupeVocabulary

/// The mark that Google puts into all images of its models
/// (https://ai.google.dev/gemini-api/docs/image-generation, "all generated images include a SynthID watermark"; looked at in
/// November 2026).
enum GoogleMarks {
  /// Those of a model of Google's own; a gateway's may be any other.
  static func google(of profile: ModelProfile) -> [String] {
    ["google", "vertex"].contains(profile.provider) ? ["SynthID"] : []
  }
}

extension GeminiProvider {
  package func declaredMarks(of profile: ModelProfile, sending parameters: Parameters) -> [String] {
    GoogleMarks.google(of: profile)
  }
}

extension GeminiBatchProvider {
  package func declaredMarks(of profile: ModelProfile, sending parameters: Parameters) -> [String] {
    GoogleMarks.google(of: profile)
  }
}

extension InteractionsProvider {
  package func declaredMarks(of profile: ModelProfile, sending parameters: Parameters) -> [String] {
    GoogleMarks.google(of: profile)
  }
}

extension VertexProvider {
  package func declaredMarks(of profile: ModelProfile, sending parameters: Parameters) -> [String] {
    GoogleMarks.google(of: profile)
  }
}

extension ImagenProvider {
  /// None where the request turned the mark off.
  package func declaredMarks(of profile: ModelProfile, sending parameters: Parameters) -> [String] {
    parameters.options["add_watermark"] == "false" ? [] : GoogleMarks.google(of: profile)
  }
}
