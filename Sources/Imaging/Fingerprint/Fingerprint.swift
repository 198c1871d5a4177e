/// What a picture looks like in a few numbers: enough to tell the same picture saved again, and
/// another shot of the same scene, from a different picture.
package struct Fingerprint: Sendable, Hashable {
  /// Which of the 64 lowest spatial frequencies are stronger than their median.
  package let frequencies: UInt64
  /// Where luminance rises from left to right, on a grid of 8 by 8 steps.
  package let gradients: UInt64
  /// Width over height.
  package let aspect: Double
  /// The mean of all pixels, transparent ones on white.
  package let meanColor: Color
  /// At most five colors that much of the picture has, the most frequent first.
  package let palette: [Color]
  /// The variance of the Laplacian of 8-bit luminance: the higher, the sharper, at one size.
  package let sharpness: Double

  /// A fingerprint from its parts, as they were stored.
  package init(
    frequencies: UInt64, gradients: UInt64, aspect: Double, meanColor: Color, palette: [Color],
    sharpness: Double
  ) {
    self.frequencies = frequencies
    self.gradients = gradients
    self.aspect = aspect
    self.meanColor = meanColor
    self.palette = palette
    self.sharpness = sharpness
  }
}
