/// A generation that `recover` brought to its end.
public struct RecoveryFinding: Codable, Hashable, Sendable {
  /// The generation.
  public let generation: ULID
  /// Its state before.
  public let before: GenerationState
  /// Its state after.
  public let after: GenerationState

  /// A finding about `generation`.
  public init(generation: ULID, before: GenerationState, after: GenerationState) {
    self.generation = generation
    self.before = before
    self.after = after
  }
}
