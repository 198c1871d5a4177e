/// A difference of two colors in OKLab.
struct LabDifference {
  var lightness: Float
  var greenRed: Float
  var blueYellow: Float

  var length: Float {
    (lightness * lightness + greenRed * greenRed + blueYellow * blueYellow).squareRoot()
  }

  static func - (one: LabDifference, other: LabDifference) -> LabDifference {
    LabDifference(
      lightness: one.lightness - other.lightness, greenRed: one.greenRed - other.greenRed,
      blueYellow: one.blueYellow - other.blueYellow)
  }

  /// The slight shift of all colors that a model's rendering brings: the median along each axis,
  /// at most what is still slight.
  static func drift(of differences: [LabDifference]) -> LabDifference {
    func median(_ axis: (LabDifference) -> Float, atMost most: Float) -> Float {
      let sorted = differences.map(axis).sorted()
      return sorted.isEmpty ? 0 : min(max(sorted[sorted.count / 2], -most), most)
    }
    return LabDifference(
      lightness: median(\.lightness, atMost: 0.03), greenRed: median(\.greenRed, atMost: 0.015),
      blueYellow: median(\.blueYellow, atMost: 0.015))
  }
}
