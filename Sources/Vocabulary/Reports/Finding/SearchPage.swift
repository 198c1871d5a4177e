/// What a search found, a page of it, each generation in short.
public struct SearchPage: Encodable, Hashable, Sendable {
  /// What the query was taken to mean, for people.
  public let interpretation: String
  /// What of it was not taken as it may have been meant, in sentences.
  public let notes: [String]
  /// The generations, newest first or as the query asks.
  public let generations: [GenerationSummary]
  /// How many answer in all, 0 or more: this many or, where `isTotalExact` is false, more; `nil` where it was not counted.
  public let total: Int?
  /// Whether there are no more than `total`.
  public let isTotalExact: Bool
  /// What asks for the next page; `nil` at the end.
  public let next: String?

  /// A result with its interpretation.
  public init(
    interpretation: String, notes: [String] = [], generations: [GenerationSummary],
    total: Int? = nil,
    isTotalExact: Bool = false, next: String? = nil
  ) {
    self.interpretation = interpretation
    self.notes = notes
    self.generations = generations
    self.total = total
    self.isTotalExact = isTotalExact
    self.next = next
  }
}
