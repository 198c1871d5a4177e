public import Foundation

/// Images under a name: a saved search, or a list.
public struct Board: Encodable, Hashable, Sendable {
  /// Its name, folded.
  public let name: String
  /// When it was made.
  public let createdAt: Date
  /// The search that it stands for; `nil` for a list.
  public let query: String?
  /// What is on a list, in order; empty for a search.
  public let items: [AnnotationTarget]

  /// A board.
  public init(name: String, createdAt: Date, query: String?, items: [AnnotationTarget]) {
    self.name = name
    self.createdAt = createdAt
    self.query = query
    self.items = items
  }
}
