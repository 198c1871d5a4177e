public import Foundation

/// What a list of found generations shows of one.
public struct SearchHit: Encodable, Hashable, Sendable {
  /// The generation.
  public let id: ULID
  /// How far it has come.
  public let state: GenerationState
  /// When it was planned.
  public let createdAt: Date
  /// The model as asked for.
  public let model: String
  /// The prompt as asked.
  public let prompt: String
  /// The file of its first image, from the library's folder; `nil` where it has none.
  public let image: String?

  /// One of a list.
  public init(
    id: ULID, state: GenerationState, createdAt: Date, model: String, prompt: String, image: String?
  ) {
    self.id = id
    self.state = state
    self.createdAt = createdAt
    self.model = model
    self.prompt = prompt
    self.image = image
  }
}
