/// The light of a place by the time of day. A reference of a place has it as a tag.
public enum TimeOfDay: String, Codable, Hashable, Sendable, CaseIterable {
  /// About sunrise.
  case dawn
  /// In daylight.
  case day
  /// About sunset.
  case dusk
  /// In the dark.
  case night
}
