/// The color of what may change in a mask, for a model that reads colors; what stays has the other of the two.
public enum MaskPaint: String, Codable, Hashable, Sendable {
  /// White may change, black stays.
  case white
  /// Black may change, white stays.
  case black
}
