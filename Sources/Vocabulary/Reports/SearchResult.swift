/// What a search found.
public struct SearchResult: Encodable, Hashable, Sendable {
  /// What the query was taken to mean, for people.
  public let interpretation: String
  /// What of it was not taken as it may have been meant, in sentences.
  public let notes: [String]
  /// The generations, newest first.
  public let generations: [Generation]

  /// A result with its interpretation.
  public init(interpretation: String, notes: [String] = [], generations: [Generation]) {
    self.interpretation = interpretation
    self.notes = notes
    self.generations = generations
  }
}
