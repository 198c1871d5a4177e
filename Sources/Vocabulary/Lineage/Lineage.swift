/// A generation with its ancestors and descendants, each with its whole record; `LineagePage` is a part of a long one.
public struct Lineage: Encodable, Hashable, Sendable {
  /// The generation that was asked about.
  public let focus: ULID
  /// All of them, oldest first. Their `parent` and `inputs` with an `origin` are the edges.
  public let generations: [Generation]
  private let places: [ULID: Int]

  private enum CodingKeys: String, CodingKey { case focus, generations }

  /// The lineage of `focus`; `generations` oldest first.
  public init(focus: ULID, generations: [Generation]) {
    self.focus = focus
    self.generations = generations
    places = Dictionary(
      generations.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The generation under which `id` hangs in a tree: that of its parent image, else that of the first reference that
  /// was generated; `nil` for a root. It stands before it, whatever a damaged record says.
  public func stem(of generation: Generation) -> ULID? {
    // In a conversation the parent is sent with the history, not as an image of its own.
    let origin =
      generation.parent?.origin ?? generation.inputs.lazy.compactMap(\.chosen.origin).first
    guard let id = origin?.generation, let place = places[id] else { return nil }
    return place < places[generation.id] ?? .max ? id : nil
  }
}
