/// What one model takes besides words, images and what its profile lists.
///
/// By the types of the SDK `runwayml` 5.24.0. A model that is not known takes the least.
struct RunwayModel {
  private let name: String

  /// - Parameter name: as requests carry it.
  init(_ name: String) { self.name = name }

  private func isOne(of beginnings: [String]) -> Bool {
    beginnings.contains { name.hasPrefix($0) }
  }

  /// Whether a reference may have a tag, by which the words call it.
  var takesTags: Bool { isOne(of: ["gen4_image", "gpt_image_", "gemini_", "nano_banana_"]) }

  /// Whether a reference may say that it shows someone or something.
  var takesSubjects: Bool { name.hasPrefix("gemini_image3") }

  /// Whether a request says how many images are to be made.
  var takesCount: Bool {
    isOne(of: [
      "gpt_image_", "gemini_image3", "nano_banana_", "muse_image", "seedream5_",
      "grok_imagine_image_", "ideogram_", "recraft_v4_1_flash",
    ])
  }

  /// Whether a request says if its reference is to be changed or only looked at.
  var takesEdit: Bool { name.hasPrefix("grok_imagine_image_") }

  /// The fewest references.
  var fewestImages: Int { isOne(of: ["gen4_image_turbo", "bria_fibo_edit"]) ? 1 : 0 }

  /// Whether `images` references leave no choice of shape: a single one keeps its own.
  func keepsShape(of images: Int) -> Bool { name.hasPrefix("bria_fibo_edit") && images <= 1 }

  /// The quality that the vendor uses unasked where that is another one without references; `nil` where it is the same.
  var qualityOfWords: String? { name.hasPrefix("ideogram_4_5") ? "high" : nil }

  /// The quality that is to be had with references alone.
  var qualityOfReferences: String? { name.hasPrefix("ideogram_4_5") ? "very_low" : nil }
}
