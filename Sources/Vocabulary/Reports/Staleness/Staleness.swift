/// One way in which a generation does not show what the library holds today. A rename, another version's words, model, size
/// and seed are none.
public struct Staleness: Hashable, Sendable {
  /// What of an asset differs.
  public enum Fact: String, Codable, Hashable, Sendable, CaseIterable {
    /// What it is, in words.
    case description
    /// What must not change.
    case traits
    /// A picture of it that was sent.
    case picture
    /// That it is there at all.
    case asset
  }

  /// Which asset, by its handle of today, with the look that the fact is about.
  public let asset: NamedLook
  /// What of it differs.
  public let fact: Fact
  /// As it was sent; of traits those that are gone.
  public let before: String
  /// As it is today, empty where it is not there any more; of traits those that have come.
  public let after: String
  /// Why it differs.
  public let cause: DriftCause

  /// Something that differs, and why.
  public init(
    _ asset: NamedLook, _ fact: Fact, before: String, after: String, _ cause: DriftCause
  ) {
    self.asset = asset
    self.fact = fact
    self.before = before
    self.after = after
    self.cause = cause
  }
}

extension Staleness: Encodable {
  private enum CodingKeys: String, CodingKey { case asset, what, before, after, cause, reason }

  /// Writes all of it, the fact as `what`, the cause by its name and in words.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(asset, forKey: .asset)
    try container.encode(fact, forKey: .what)
    try container.encode(before, forKey: .before)
    try container.encode(after, forKey: .after)
    try container.encode(cause.name, forKey: .cause)
    try container.encode(cause.words, forKey: .reason)
  }
}

/// A generation that does not show what the library holds today. It is as usable as before.
public struct StaleGeneration: Hashable, Sendable {
  /// The generation.
  public let generation: Generation
  /// The id of the model that made it, under which it can be made again.
  public let profile: String
  /// How it differs from today, at least one way; assets in order of mention, then pictures.
  public let causes: [Staleness]
  /// The newest one that was made again from it, or from one that was, and is not stale; `nil` where there is none.
  public let madeAgain: ULID?

  /// A generation with what makes it stale.
  public init(
    generation: Generation, profile: String, causes: [Staleness], madeAgain: ULID? = nil
  ) {
    self.generation = generation
    self.profile = profile
    self.causes = causes
    self.madeAgain = madeAgain
  }
}

/// What a search for stale generations found.
public struct StaleResult: Hashable, Sendable {
  /// What the query was taken to mean, for people.
  public let interpretation: String
  /// What of it was not taken as it may have been meant, in sentences.
  public let notes: [String]
  /// The generations, newest first.
  public let generations: [StaleGeneration]

  /// A result with its interpretation.
  public init(
    interpretation: String, notes: [String] = [], generations: [StaleGeneration]
  ) {
    self.interpretation = interpretation
    self.notes = notes
    self.generations = generations
  }
}
