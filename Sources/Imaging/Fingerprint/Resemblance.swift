/// How similar two pictures are.
package enum Resemblance: Sendable, Hashable {
  /// The same picture saved again with another type, quality or size.
  case samePicture
  /// The same scene with slightly different framing, lighting or rotation.
  case anotherShot
  /// No similarity that fingerprints show.
  case different
}

/// How one picture is turned against another, its sides staying sides.
package enum Turn: Sendable, Hashable, CaseIterable {
  /// Left and right are exchanged.
  case mirrored
  /// Top and bottom are exchanged.
  case flipped
  /// Both are.
  case upsideDown
}

extension Fingerprint {
  /// The fingerprint of the picture turned over, by the grid that it was made from. Its size, colors
  /// and sharpness stay.
  package func turned(_ turn: Turn, by grid: LuminanceGrid) -> Fingerprint {
    Fingerprint(
      hash: PictureHash(grid.turned(turn)), aspect: aspect, meanColor: meanColor,
      palette: palette, sharpness: sharpness)
  }

  /// How many of the 128 bits of both hashes differ.
  package func distance(to other: Fingerprint) -> Int {
    hash.distance(to: other.hash)
  }

  /// How similar the picture is to another.
  ///
  /// FingerprintTests justifies the thresholds: saving a photograph again at a quarter of the size, at
  /// quality 30 or with a gamma 5 % off changes at most 8 bits and 10 levels, and different pictures
  /// differ in more than 32 bits.
  package func likeness(to other: Fingerprint) -> Resemblance {
    let distance = distance(to: other)
    let color = meanColor.distance(to: other.meanColor)
    // A picture of one color has no frequencies; only its color can be compared.
    if hash.isPlain || other.hash.isPlain {
      return distance == 0 && color <= 3 ? .samePicture : .different
    }
    let distortion = max(aspect / other.aspect, other.aspect / aspect)
    if distance <= 8, color <= 10 * 10, distortion <= 1.03 { return .samePicture }
    return distance <= 32 && color <= 64 * 64 ? .anotherShot : .different
  }
}
