/// What an image is in a request.
public enum Role: String, Codable, Hashable, Sendable, CaseIterable {
  /// The image that is edited or continued.
  case parent
  /// Shows how something looks.
  case identity
  /// Shows how the picture should be made.
  case style
  /// Shows a posture.
  case pose
  /// Shows an arrangement.
  case composition
}
