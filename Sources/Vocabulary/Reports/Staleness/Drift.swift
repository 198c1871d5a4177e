/// What today's request would send differently from a recorded one.
public struct Drift: Encodable, Hashable, Sendable {
  /// The recorded generation.
  public let against: ULID
  /// Whether the same bytes would go to the same address; what differs then matters to the user alone,
  /// such as a price.
  public let sendsSameBytes: Bool
  /// What differs; empty when nothing does.
  public let differences: [Difference]
  /// What would be sent today.
  public let plan: Plan

  /// What differs from the generation `against`.
  public init(against: ULID, sendsSameBytes: Bool, differences: [Difference], plan: Plan) {
    self.against = against
    self.sendsSameBytes = sendsSameBytes
    self.differences = differences
    self.plan = plan
  }

  /// One thing that differs.
  public struct Difference: Hashable, Sendable {
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
    /// Why it differs; empty where the other differences say it.
    public let causes: [DriftCause]

    /// Something that differs, with any number of causes.
    public init(
      _ subject: Subject, _ name: String, before: String, after: String, _ causes: DriftCause...
    ) {
      self.subject = subject
      self.name = name
      self.before = before
      self.after = after
      self.causes = causes
    }

    /// The causes in words; empty where there are none.
    public var reason: String { causes.map(\.words).joined(separator: "; ") }
  }
}

extension Drift.Difference: Encodable {
  private enum CodingKeys: String, CodingKey {
    case subject, name, before, after, causes, reason
  }

  /// Writes all of it, the causes by their names and in words.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(subject, forKey: .subject)
    try container.encode(name, forKey: .name)
    try container.encode(before, forKey: .before)
    try container.encode(after, forKey: .after)
    try container.encode(causes.map(\.name), forKey: .causes)
    try container.encode(reason, forKey: .reason)
  }
}
