internal import TroupeVocabulary

/// How much is said beside the prompt, from all there is to what cannot be left out.
enum LabelDetail: CaseIterable, Sendable {
  case full
  case withoutCaptions
  case withoutDescriptions

  /// What was left out so that `bound` characters hold it.
  func adjustments(_ bound: Int, model: String) -> [Adjustment] {
    let left =
      switch self {
      case .full: [String]()
      case .withoutCaptions: ["captions"]
      case .withoutDescriptions: ["captions", "descriptions"]
      }
    return left.map {
      Adjustment(
        field: "words", before: $0, after: "", reason: "\(model) takes \(bound) characters")
    }
  }
}
