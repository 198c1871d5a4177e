/// This version of Troupe.
public enum Version {
  /// By semantic versioning.
  public static let number = "0.1.0"
}
