internal import TroupeVocabulary

/// Pixels of images as a model would receive them: made no larger than its longest edge allows.
struct PlannedPixels: Sendable {
  /// The longest edge of an image that is sent; `nil` sends every size.
  let edge: Int?

  /// The pixels of an image of this size.
  func count(width: Int, height: Int) -> Int {
    let longest = max(width, height)
    guard let edge, longest > edge else { return width * height }
    // Rounded up: a plan must never promise fewer pixels than are sent.
    let sides = [width, height].map { ($0 * edge + longest - 1) / longest }
    return sides[0] * sides[1]
  }
}
