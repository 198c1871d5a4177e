/// What requests cost, summed under headings.
public struct Ledger: Codable, Hashable, Sendable {
  /// What the headings are.
  public enum Grouping: String, Codable, CaseIterable, Hashable, Sendable {
    /// Months in UTC, `2026-11`.
    case month
    /// Days in UTC, `2026-11-20`.
    case day
    /// Ids of profiles.
    case model
    /// Names of providers.
    case provider
    /// Handles, as they are now; a request with two counts under both.
    case asset
    /// Tags; a request with two counts under both.
    case tag
    /// Where the files of scenes stand now, relative to the library's folder where that is within it.
    case scene
    /// Who asked.
    case member
  }

  /// One heading with its sums.
  public struct Line: Codable, Hashable, Sendable {
    /// The month, day, model, provider, handle, tag, scene or member; empty for requests without one.
    public let heading: String
    /// Requests that were sent.
    public let requests: Int
    /// Images that came.
    public let images: Int
    /// US dollars of those whose cost is known.
    public let costUSD: Double
    /// Requests whose cost is not known: perhaps billed, or without a known price.
    public let openRequests: Int
    /// US dollars that those cost at their prices, if they were billed; `nil` where a price is not known.
    public let openUSD: Double?

    private enum CodingKeys: String, CodingKey {
      case heading, requests, images, openRequests
      case costUSD = "cost_usd"
      case openUSD = "open_usd"
    }

    /// The sums under one heading; costs in US dollars.
    public init(
      heading: String, requests: Int, images: Int, costUSD: Double, openRequests: Int,
      openUSD: Double?
    ) {
      self.heading = heading
      self.requests = requests
      self.images = images
      self.costUSD = costUSD
      self.openRequests = openRequests
      self.openUSD = openUSD
    }
  }

  /// What the headings are.
  public let grouping: Grouping
  /// In order of heading.
  public let lines: [Line]
  /// Every request once; its heading is empty.
  public let total: Line

  /// Lines in order of heading, and their total.
  public init(grouping: Grouping, lines: [Line], total: Line) {
    self.grouping = grouping
    self.lines = lines
    self.total = total
  }
}

/// What may be spent, in US dollars; `nil` for no bound.
package struct Budget: Hashable, Sendable {
  /// By one command.
  package var command: Double?
  /// In one month, UTC.
  package var month: Double?

  /// Bounds; both `nil` allow everything.
  package init(command: Double? = nil, month: Double? = nil) {
    self.command = command
    self.month = month
  }
}
