/// One recorded difference between what was asked and what was sent.
public struct Adjustment: Codable, Hashable, Sendable {
  /// What differs, such as `size` or `references`.
  public let field: String
  /// The value asked for.
  public let before: String
  /// The value sent; empty when it was left out.
  public let after: String
  /// Why, in words.
  public let reason: String
  /// How far off it is, per cent of what was asked for; `nil` where that is no number.
  public let error: Double?

  /// A difference in `field`.
  public init(
    field: String, before: String, after: String, reason: String, error: Double? = nil
  ) {
    self.field = field
    self.before = before
    self.after = after
    self.reason = reason
    self.error = error
  }
}
