/// What a take of a shot is made for.
public enum ShotStage: String, Codable, Hashable, Sendable, CaseIterable {
  /// To choose from, on a cheap model or in a small size.
  case draft
  /// To be kept.
  case final
  /// Several shots in one picture, to be cut into theirs.
  case sheet
}
