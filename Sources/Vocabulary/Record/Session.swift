public import Foundation

/// A conversation of many turns with one model.
public struct Session: Codable, Hashable, Sendable {
  /// What every turn of it repeats.
  public struct Configuration: Codable, Hashable, Sendable {
    /// The model as named.
    public let model: String
    /// Aspect, size and the like; a turn may set some of them otherwise for itself.
    public let parameters: Parameters
    /// Whether the limits that a model accepts hold, and not the narrower ones that its vendor advises.
    public let usesHardLimits: Bool
    /// What to do when not every mentioned asset fits.
    public let overflow: Overflow
    /// The image that the conversation begins with.
    public let from: InputImage?

    private enum CodingKeys: String, CodingKey {
      case model, parameters, overflow, from
      case usesHardLimits = "stretch"
    }

    /// What every turn repeats.
    public init(
      model: String, parameters: Parameters, usesHardLimits: Bool, overflow: Overflow,
      from: InputImage?
    ) {
      self.model = model
      self.parameters = parameters
      self.usesHardLimits = usesHardLimits
      self.overflow = overflow
      self.from = from
    }
  }

  /// Its lasting name.
  public let id: ULID
  /// When it was started.
  public let createdAt: Date
  /// When it was ended; `nil` while it goes on.
  public let endedAt: Date?
  /// What every turn repeats.
  public let configuration: Configuration
  /// Its generations in order, failed ones among them.
  public let turns: [ULID]

  /// A conversation with its turns.
  public init(
    id: ULID, createdAt: Date, endedAt: Date?, configuration: Configuration, turns: [ULID]
  ) {
    self.id = id
    self.createdAt = createdAt
    self.endedAt = endedAt
    self.configuration = configuration
    self.turns = turns
  }
}
