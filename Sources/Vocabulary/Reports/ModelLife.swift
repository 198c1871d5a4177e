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
  /// What rebuilding its lineages on the successor would cost and lose, newest first; empty where it does not end or has no
  /// successor, and where they were not asked for.
  public var lineages: [LineageForecast] = []

  private enum CodingKeys: String, CodingKey {
    case use, status, daysLeft, lineages
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
