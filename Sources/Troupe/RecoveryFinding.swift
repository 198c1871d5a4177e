/// A generation that `recover` brought to its end.
public struct RecoveryFinding: Codable, Hashable, Sendable {
  /// Which.
  public let generation: ULID
  /// What it was.
  public let before: GenerationState
  /// What it is now.
  public let after: GenerationState
}
