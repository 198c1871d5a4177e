/// How one picture stands to another.
package enum Likeness: Sendable, Hashable {
  /// Saved anew: other type, quality or size.
  case samePicture
  /// The same scene, framed, lit or turned a little otherwise.
  case anotherShot
  /// Nothing that these numbers see.
  case different
}

extension Fingerprint {
  /// How many of the 128 bits of both hashes differ.
  package func distance(to other: Fingerprint) -> Int {
    (frequencies ^ other.frequencies).nonzeroBitCount
      + (gradients ^ other.gradients).nonzeroBitCount
  }

  /// How the picture stands to another.
  ///
  /// The bounds are those that FingerprintTests justifies: saving anew at a quarter of the size, at
  /// quality 30 or with a gamma 5 % off moves at most 8 bits and 10 levels of photographs, and
  /// different pictures differ in more than 32 bits.
  package func likeness(to other: Fingerprint) -> Likeness {
    let distance = distance(to: other)
    let color = meanColor.distance(to: other.meanColor)
    // One color all over has no frequencies; then color is all there is to compare.
    if frequencies == 0 || other.frequencies == 0 {
      return distance == 0 && color <= 3 ? .samePicture : .different
    }
    let stretch = max(aspect / other.aspect, other.aspect / aspect)
    if distance <= 8, color <= 10 * 10, stretch <= 1.03 { return .samePicture }
    return distance <= 32 && color <= 64 * 64 ? .anotherShot : .different
  }
}
