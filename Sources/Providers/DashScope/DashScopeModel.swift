/// What one model lacks that no figure of its profile says.
struct DashScopeModel {
  private let name: String

  /// - Parameter name: as requests carry it.
  init(_ name: String) { self.name = name }

  /// Whether it edits, so that a request without an image is refused.
  var needsImage: Bool { name.hasPrefix("qwen-image-edit") || name == "wan2.6-image" }

  /// The most pixels of an image that is made from others; `nil` where that is no matter.
  var mostPixelsOfEdits: Int? { name == "wan2.7-image-pro" ? 2048 * 2048 : nil }

  /// The longest negative prompt in characters: what is longer is cut off without a word. `nil` where no bound is known.
  var longestNegative: Int? { name.hasPrefix("qwen-image-3") ? nil : 500 }
}
