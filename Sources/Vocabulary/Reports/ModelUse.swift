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

    private enum CodingKeys: String, CodingKey {
      case generation, at
      case bytes = "byteCount"
    }

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
  /// Pictures of the cast in use that it made.
  public let references: Int
  /// The looks, as in `@kael` or `@kael:winter`, of which every picture in use is its work.
  public let looks: [String]

  /// What a library holds of `model`.
  public init(
    model: String, generations: Int, images: Int, lineages: Int, openSessions: Int,
    billed: Billed?, references: Int = 0, looks: [String] = []
  ) {
    self.model = model
    self.generations = generations
    self.images = images
    self.lineages = lineages
    self.openSessions = openSessions
    self.billed = billed
    self.references = references
    self.looks = looks
  }
}
