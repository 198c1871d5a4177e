/// Where the points of one picture lie in another: scaled by a ratio, then moved.
struct Placement: Equatable {
  var ratio: Double
  var x: Double
  var y: Double

  static let same = Placement(ratio: 1, x: 0, y: 0)

  /// The same for both pictures in units that are `factor` times as many.
  func inUnits(_ factor: Double) -> Placement {
    Placement(ratio: ratio, x: x * factor, y: y * factor)
  }

  /// The place of a frame's middle upon the middle of another.
  static func centered(_ frame: Size, in other: Size, ratio: Double) -> Placement {
    Placement(
      ratio: ratio, x: (Double(other.width) - ratio * Double(frame.width)) / 2,
      y: (Double(other.height) - ratio * Double(frame.height)) / 2)
  }
}
