/// The result of one request.
public struct GenerationResult: Hashable, Sendable {
  /// The record.
  public let generation: Generation
  /// True when an equal request had been answered before and nothing was sent.
  public let isFromRecord: Bool
  /// How it failed, if it did; the record stands all the same.
  public let error: TroupeError?
  /// What the user should know of the model, as a plan says it too; empty where nothing was sent.
  public let warnings: [String]

  /// A result with its record.
  public init(
    generation: Generation, isFromRecord: Bool = false, error: TroupeError? = nil,
    warnings: [String] = []
  ) {
    self.generation = generation
    self.isFromRecord = isFromRecord
    self.error = error
    self.warnings = warnings
  }
}
