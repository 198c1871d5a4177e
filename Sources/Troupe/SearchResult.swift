/// What a search found.
public struct SearchResult: Codable, Hashable, Sendable {
  /// What the query was taken to mean, for people.
  public let interpretation: String
  /// The generations, newest first.
  public let generations: [Generation]
}
