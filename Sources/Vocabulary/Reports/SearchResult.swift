/// What a search found.
public struct SearchResult: Encodable, Hashable, Sendable {
  /// What the query was taken to mean, for people.
  public let interpretation: String
  /// The generations, newest first.
  public let generations: [Generation]

  /// A result with its interpretation.
  public init(interpretation: String, generations: [Generation]) {
    self.interpretation = interpretation
    self.generations = generations
  }
}
