/// What to do when not every mentioned asset fits the model's limits.
public enum Overflow: String, Codable, Hashable, Sendable, CaseIterable {
  /// Fail, and say which do not fit and the ways out.
  case fail
  /// Put several pictures on one sheet, of one asset first, then of several.
  case sheet
  /// Leave the least prominent out, and record it.
  case drop
}
