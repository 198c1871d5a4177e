internal import Foundation

/// Aspect ratios as models write them: `W:H`.
package enum AspectRatio {
  /// Width over height; `nil` when `text` is not a ratio of two positive numbers.
  package static func value(_ text: String) -> Double? {
    let sides = text.split(separator: ":").compactMap { Double($0) }
    guard sides.count == 2, sides[0] > 0, sides[1] > 0 else { return nil }
    return sides[0] / sides[1]
  }

  /// The one of `choices` that is nearest to `ratio` by factor, the first of equals.
  package static func nearest(to ratio: Double, among choices: [String]) -> String? {
    choices
      .compactMap { choice in value(choice).map { (choice, abs(log($0 / ratio))) } }
      .min { $0.1 < $1.1 }?.0
  }
}
