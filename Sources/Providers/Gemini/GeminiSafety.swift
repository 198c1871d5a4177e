import Foundation
import TroupeVocabulary

/// The `safety` option: one threshold for all categories, or `CATEGORY=THRESHOLD` separated by
/// commas.
struct GeminiSafety {
  private static let categories = [
    "HARASSMENT", "HATE_SPEECH", "SEXUALLY_EXPLICIT", "DANGEROUS_CONTENT",
  ]
  private static let thresholds = [
    "BLOCK_LOW_AND_ABOVE", "BLOCK_MEDIUM_AND_ABOVE", "BLOCK_ONLY_HIGH", "BLOCK_NONE", "OFF",
  ]
  private static let prefix = "HARM_CATEGORY_"

  private var chosen: [String: String] = [:]
  private let known: [String]

  /// `further` categories may be named, and are not meant by one threshold for all.
  init(_ text: String, model: String, further: [String] = []) throws(TroupeError) {
    known = Self.categories + further
    func refuse(_ value: String, _ allowed: [String]) -> TroupeError {
      .request(
        .unsupportedParameter(model: model, parameter: "safety", value: value, allowed: allowed))
    }
    for piece in text.uppercased().split(separator: ",", omittingEmptySubsequences: false) {
      let halves = piece.split(separator: "=", maxSplits: 1).map {
        String($0).trimmingCharacters(in: .whitespaces)
      }
      guard let threshold = halves.last, Self.thresholds.contains(threshold) else {
        throw refuse(halves.last ?? text, Self.thresholds)
      }
      guard halves.count == 2 else {
        for category in Self.categories { chosen[category] = threshold }
        continue
      }
      let name = halves[0].hasPrefix(Self.prefix) ? halves[0].dropFirst(14) : halves[0][...]
      guard known.contains(String(name)) else { throw refuse(halves[0], known) }
      chosen[String(name)] = threshold
    }
  }

  /// Category and threshold of each setting, in the categories' order.
  var settings: [(category: String, threshold: String)] {
    known.compactMap { category in chosen[category].map { (category, $0) } }
  }

  /// The settings as `generateContent` has them.
  var value: WireValue {
    .array(
      settings.map { setting in
        .object([
          WireMember("category", .string(Self.prefix + setting.category)),
          WireMember("threshold", .string(setting.threshold)),
        ])
      })
  }
}
