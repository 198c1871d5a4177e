package import TroupeVocabulary

/// A provider of Google's, which puts a mark into all images of its models
/// (https://ai.google.dev/gemini-api/docs/image-generation, "all generated images include a SynthID watermark"; looked at in
/// November 2026).
package protocol GoogleProvider: Provider {}

extension GoogleProvider {
  fileprivate func marks(of profile: ModelProfile) -> [String] {
    ["google", "vertex"].contains(profile.provider) ? ["SynthID"] : []
  }

  /// Those of a model of Google's own; a gateway's may be any other.
  package func declaredMarks(of profile: ModelProfile, sending parameters: Parameters) -> [String] {
    marks(of: profile)
  }
}

extension GeminiProvider: GoogleProvider {}
extension GeminiBatchProvider: GoogleProvider {}
extension InteractionsProvider: GoogleProvider {}
extension VertexProvider: GoogleProvider {}

extension ImagenProvider: GoogleProvider {
  /// None where the request turned the mark off.
  package func declaredMarks(of profile: ModelProfile, sending parameters: Parameters) -> [String] {
    parameters.options["add_watermark"] == "false" ? [] : marks(of: profile)
  }
}
