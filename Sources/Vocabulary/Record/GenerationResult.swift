/// The result of one request.
public struct GenerationResult: Hashable, Sendable {
  /// The record.
  public let generation: Generation
  /// True when an equal request had been answered before and nothing was sent.
  public let isFromRecord: Bool
  /// How it failed, if it did; the record stands all the same.
  public let error: TroupeError?

  /// A result with its record.
  public init(generation: Generation, isFromRecord: Bool = false, error: TroupeError? = nil) {
    self.generation = generation
    self.isFromRecord = isFromRecord
    self.error = error
  }
}
