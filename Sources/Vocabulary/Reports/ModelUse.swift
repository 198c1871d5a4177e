public import Foundation

/// What a library holds of one model.
public struct ModelUse: Codable, Hashable, Sendable {
  /// How the prices in force beforehand compare with what answers came to.
  public struct Billed: Codable, Hashable, Sendable {
    /// Images of the answers that tell what they cost.
    public let images: Int
    /// What those cost, US dollars.
    public let billedUSD: Double
    /// What they were estimated at, US dollars.
    public let estimatedUSD: Double

    private enum CodingKeys: String, CodingKey {
      case images
      case billedUSD = "billed_usd"
      case estimatedUSD = "estimated_usd"
    }

    /// Bills with their estimates, US dollars.
    public init(images: Int, billedUSD: Double, estimatedUSD: Double) {
      self.images = images
      self.billedUSD = billedUSD
      self.estimatedUSD = estimatedUSD
    }
  }

  /// A request that was refused as too large (HTTP 413): later ones are kept smaller where that leaves one that fits.
  public struct TooLarge: Codable, Hashable, Sendable {
    /// Its bytes.
    public let bytes: Int
    /// Which it was.
    public let generation: ULID
    /// When it was refused.
    public let at: Date

    /// A refusal.
    public init(bytes: Int, generation: ULID, at: Date) {
      self.bytes = bytes
      self.generation = generation
      self.at = at
    }
  }

  /// The id of its profile.
  public let model: String
  /// Requests that it answered with images.
  public let generations: Int
  /// Images that it made.
  public let images: Int
  /// Generations among them that nothing later goes back to: each ends a lineage.
  public let lineages: Int
  /// Conversations with it that have not ended.
  public let openSessions: Int
  /// Estimates with bills; `nil` where no answer tells what it cost.
  public let billed: Billed?

  /// What a library holds of `model`.
  public init(
    model: String, generations: Int, images: Int, lineages: Int, openSessions: Int, billed: Billed?
  ) {
    self.model = model
    self.generations = generations
    self.images = images
    self.lineages = lineages
    self.openSessions = openSessions
    self.billed = billed
  }
}

/// How long a model that a library uses can still be had.
public struct ModelLife: Codable, Hashable, Sendable {
  /// What the library holds of it.
  public let use: ModelUse
  /// Where it stands; `nil` for a model that is no longer known.
  public let status: ModelProfile.Status?
  /// Days until it ends, below 0 for one that has ended; `nil` where no day is named.
  public let daysLeft: Int?
  /// Whether it has ended or ends within the days asked for.
  public let isEnding: Bool
  /// What all its generations would cost on its successor, by today's price; `nil` where that is not known.
  public let rebuildUSD: Double?

  private enum CodingKeys: String, CodingKey {
    case use, status, daysLeft
    case isEnding = "ending"
    case rebuildUSD = "rebuild_usd"
  }

  /// The life of a model in use.
  public init(
    use: ModelUse, status: ModelProfile.Status?, daysLeft: Int?, isEnding: Bool, rebuildUSD: Double?
  ) {
    self.use = use
    self.status = status
    self.daysLeft = daysLeft
    self.isEnding = isEnding
    self.rebuildUSD = rebuildUSD
  }
}
