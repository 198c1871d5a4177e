public import Foundation

/// A conversation in one line.
public struct SessionSummary: Codable, Hashable, Sendable {
  /// The conversation.
  public let session: Session
  /// What was said in it last; `nil` where nothing was.
  public let lastSaid: String?
  /// How far that has come; `nil` where nothing was said.
  public let lastState: GenerationState?
  /// When something was said in it last, or it was started.
  public let lastAt: Date
  /// US dollars of its own turns, as far as they are known.
  public let costUSD: Double
  /// Whether what a turn cost is not known.
  public let isCostPartial: Bool

  private enum CodingKeys: String, CodingKey {
    case session, lastSaid, lastState, lastAt, isCostPartial
    case costUSD = "cost_usd"
  }

  /// A conversation with what was said last and what it cost.
  public init(
    session: Session, lastSaid: String?, lastState: GenerationState?, lastAt: Date,
    costUSD: Double, isCostPartial: Bool
  ) {
    self.session = session
    self.lastSaid = lastSaid
    self.lastState = lastState
    self.lastAt = lastAt
    self.costUSD = costUSD
    self.isCostPartial = isCostPartial
  }
}
