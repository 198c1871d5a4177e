/// A generation with its ancestors and descendants.
public struct Lineage: Codable, Hashable, Sendable {
  /// The generation that was asked about.
  public let focus: ULID
  /// All of them, oldest first. Their `references` with an `origin` are the edges.
  public let generations: [Generation]

  package init(focus: ULID, generations: [Generation]) {
    self.focus = focus
    self.generations = generations
  }

  /// The generation under which `id` hangs in a tree: that of its parent image, else that of the first reference that
  /// was generated; `nil` for a root.
  public func stem(of generation: Generation) -> ULID? {
    let origins = generation.references.filter { $0.origin != nil }
    let edge = origins.first { $0.role == .parent } ?? origins.first
    guard let id = edge?.origin?.generation, generations.contains(where: { $0.id == id }) else {
      return nil
    }
    return id
  }
}
