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

  /// One turn of it.
  public struct Turn: Codable, Hashable, Sendable {
    /// What was said and answered.
    public let generation: ULID
    /// Its number, from 1; no two turns of a conversation have the same.
    public let number: Int
    /// The turn that it asks again: it stands in the place of that one and of all after it.
    public let retries: ULID?

    /// A turn with its number.
    public init(generation: ULID, number: Int, retries: ULID? = nil) {
      self.generation = generation
      self.number = number
      self.retries = retries
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
  /// The generations that it goes on from, in order, failed ones among them; what was asked again is left out.
  public let turns: [ULID]
  /// All its turns in order of their numbers, what was asked again among them.
  public let said: [Turn]
  /// The conversation that it was forked from, whose turns come first.
  public let origin: ULID?

  /// A conversation with its turns in order of their numbers.
  public init(
    id: ULID, createdAt: Date, endedAt: Date?, configuration: Configuration, said: [Turn],
    origin: ULID? = nil
  ) {
    self.id = id
    self.createdAt = createdAt
    self.endedAt = endedAt
    self.configuration = configuration
    self.said = said
    self.origin = origin
    turns = Self.line(said)
  }

  /// The number that a turn said now would get.
  public var nextNumber: Int { (said.last?.number ?? 0) + 1 }

  /// The generations that `generation` went on from when it was said.
  public func turns(before generation: ULID) -> [ULID] {
    guard let place = said.firstIndex(where: { $0.generation == generation }) else { return turns }
    return Self.line(said[...place]).dropLast()
  }

  private static func line(_ said: some Sequence<Turn>) -> [ULID] {
    var line: [ULID] = []
    for turn in said {
      if let place = turn.retries.flatMap(line.firstIndex) { line.removeSubrange(place...) }
      line.append(turn.generation)
    }
    return line
  }
}
