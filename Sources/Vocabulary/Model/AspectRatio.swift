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

extension Parameters {
  /// By how much a width that is rounded to whole steps may change a ratio.
  private static let tolerance = 0.03

  /// Whether a size in pixels has the shape `aspect`; `nil` where one of them says none.
  package func hasShape(of aspect: String) -> Bool? {
    guard let sides = size.flatMap(FreeSize.sides), let ratio = AspectRatio.value(aspect) else {
      return nil
    }
    return abs(Double(sides[0]) / Double(sides[1]) / ratio - 1) <= Self.tolerance
  }

  /// The aspect that is asked, else `usual`, unless the size says another shape.
  package func aspect(orUsual usual: String?) -> String? {
    aspect ?? usual.flatMap { hasShape(of: $0) == false ? nil : $0 }
  }
}
