/// What today's request would send differently from a recorded one.
public struct Drift: Codable, Hashable, Sendable {
  /// The recorded generation.
  public let against: ULID
  /// What differs; empty when the same bytes would go to the same model.
  public let differences: [Difference]
  /// What would be sent today.
  public let plan: Plan

  package init(against: ULID, differences: [Difference], plan: Plan) {
    self.against = against
    self.differences = differences
    self.plan = plan
  }

  /// One thing that differs.
  public struct Difference: Codable, Hashable, Sendable {
    /// What kind of thing it is.
    public enum Subject: String, Codable, Hashable, Sendable {
      /// The model or its address.
      case model
      /// What the model takes, by its profile.
      case limit
      /// Aspect, size or another setting as sent.
      case parameter
      /// What is said of an asset.
      case asset
      /// A picture that is sent or not, or stands elsewhere.
      case picture
      /// The bytes of a picture that is sent both times.
      case bytes
      /// The words as sent.
      case words
    }

    /// What kind of thing it is.
    public let subject: Subject
    /// Which one, such as `size`, `@kael`, `@kael profile 3fa1c2d4`.
    public let name: String
    /// As it was sent; empty where it was not.
    public let before: String
    /// As it would be sent; empty where it would not.
    public let after: String
    /// Why it differs, in words; empty where the other differences say it.
    public let reason: String

    package init(
      _ subject: Subject, _ name: String, before: String, after: String, reason: String = ""
    ) {
      self.subject = subject
      self.name = name
      self.before = before
      self.after = after
      self.reason = reason
    }
  }
}
