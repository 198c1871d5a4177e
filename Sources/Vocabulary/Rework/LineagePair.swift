/// An old image and the one that a rework made in its place.
public struct LineagePair: Encodable, Hashable, Sendable {
  /// The two images.
  public let pair: ReworkTake.Pair
  /// The rework that made the new one.
  public let rework: ULID
  /// The step of it.
  public let step: Int
  /// The model that it was made on; `nil` where that is not known.
  public let model: String?

  /// A pair with where it comes from.
  public init(pair: ReworkTake.Pair, rework: ULID, step: Int, model: String?) {
    self.pair = pair
    self.rework = rework
    self.step = step
    self.model = model
  }

  private enum CodingKeys: String, CodingKey { case old, new, rework, step, model }

  /// Writes one flat object.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(pair.old, forKey: .old)
    try container.encode(pair.new, forKey: .new)
    try container.encode(rework, forKey: .rework)
    try container.encode(step, forKey: .step)
    try container.encodeIfPresent(model, forKey: .model)
  }
}
