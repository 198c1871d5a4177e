public import Foundation

/// What a vision model answered, question by question, to whether an image still shows its cast as it was sent. It is
/// recorded and never edited, and overwrites nothing that a person says.
public struct PictureCheck: Encodable, Hashable, Sendable {
  /// Its lasting name.
  public let id: ULID
  /// The image that was looked at.
  public let image: OutputID
  /// When it was planned.
  public let createdAt: Date
  /// The judge's id.
  public let model: String
  /// The model that says it answered.
  public let modelResolved: String?
  /// Who answered.
  public let provider: String
  /// How far it has come.
  public let state: CheckState
  /// Why there is no verdict, for people.
  public let message: String?
  /// All answers in the order of the questions; empty where there is no verdict.
  public let verdicts: [CheckVerdict]
  /// Tokens counted by the provider.
  public let usage: Usage?
  /// US dollars by the price in force; `nil` when not known, 0 when certainly not billed.
  public let costUSD: Double?
  /// The provider's word for how it ended.
  public let finishReason: String?
  /// The file with the body as sent: runs of text, and pictures by digest.
  public let sent: Digest
  /// The file with the answer byte for byte; `nil` where none came.
  public let received: Digest?

  private enum CodingKeys: String, CodingKey {
    case id, image, createdAt, model, modelResolved, provider, state, message, verdicts, usage
    case costUSD = "cost_usd"
    case finishReason, sent, received
  }

  /// A recorded check.
  public init(
    id: ULID, image: OutputID, createdAt: Date, model: String, modelResolved: String?,
    provider: String, state: CheckState, message: String?, verdicts: [CheckVerdict],
    usage: Usage?, costUSD: Double?, finishReason: String?, sent: Digest, received: Digest?
  ) {
    self.id = id
    self.image = image
    self.createdAt = createdAt
    self.model = model
    self.modelResolved = modelResolved
    self.provider = provider
    self.state = state
    self.message = message
    self.verdicts = verdicts
    self.usage = usage
    self.costUSD = costUSD
    self.finishReason = finishReason
    self.sent = sent
    self.received = received
  }

  /// How many traits came back so.
  public func count(_ answer: TraitAnswer) -> Int { verdicts.count { $0.isTrait(answer) } }

  /// What it comes to.
  public var outcome: CheckOutcome {
    guard state == .done else { return .unsure }
    if count(.changed) > 0 { return .changed }
    return count(.kept) > 0 ? .kept : .unsure
  }
}

/// How far a check has come.
public enum CheckState: String, Codable, Hashable, Sendable, CaseIterable {
  /// Recorded whole; nothing has left the machine.
  case planned
  /// Its bytes are on the way, or were when the process ended.
  case sent
  /// Every question is answered.
  case done
  /// A whole answer came that is no verdict: not every question is answered as it can be.
  case noVerdict = "no_verdict"
  /// Certainly not answered.
  case failed
  /// Sent, and no whole answer: perhaps billed.
  case unknown
}

/// What the last check of an image comes to.
public enum CheckOutcome: String, Codable, Hashable, Sendable, CaseIterable {
  /// A trait came back changed.
  case changed
  /// A trait is kept, and none changed.
  case kept
  /// It was asked, and no trait came back as kept or changed.
  case unsure
  /// It was never asked.
  case none
}
