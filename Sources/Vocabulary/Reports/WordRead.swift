/// A phrase of a prompt with what it was taken to ask for.
public struct WordRead: Codable, Hashable, Sendable {
  /// The words as they stand in the prompt, without case and accents.
  public let phrase: String
  /// What they ask for, as in `back`, `sad`, `close-up`, `look winter-coat`.
  public let asks: String
  /// The assets that they speak of; empty for none.
  public let assets: [Handle]
  /// What became of it.
  public let outcome: Outcome
  /// Why it asks for nothing, or by which words it is denied; empty where it asks.
  public let reason: String

  /// What became of a phrase.
  public enum Outcome: String, Codable, Hashable, Sendable {
    /// It asks for what it says.
    case asked
    /// It says what is not to be shown.
    case denied
    /// It asks for nothing.
    case ignored
  }

  /// A phrase that was read.
  public init(
    phrase: String, asks: String, assets: [Handle], outcome: Outcome, reason: String = ""
  ) {
    self.phrase = phrase
    self.asks = asks
    self.assets = assets
    self.outcome = outcome
    self.reason = reason
  }
}
