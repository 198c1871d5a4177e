/// What a request came to.
public struct Made: Hashable, Sendable {
  /// The record.
  public let generation: Generation
  /// True when an equal request had been answered before and nothing was sent.
  public let isFromRecord: Bool
  /// How it failed, if it did; the record stands all the same.
  public let error: TroupeError?
}
