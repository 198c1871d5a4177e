/// The images of a request, and those left out, each with a reason.
public struct Selection: Encodable, Hashable, Sendable {
  /// What goes in, in order; position 1 is the first image that the model sees.
  public let chosen: [ChosenInput]
  /// What stays out.
  public let excluded: [ExcludedReference]
  /// What the choice is worth and how good it is proven to be; `nil` where the record does not say.
  public let proof: SelectionProof?

  /// Whether no other choice within the limits is worth more.
  public var isOptimal: Bool { proof?.isOptimal ?? false }

  private enum CodingKeys: String, CodingKey { case chosen, excluded, value, bound, optimal }

  /// The images that go in and those that stay out.
  public init(
    chosen: [ChosenInput], excluded: [ExcludedReference] = [], proof: SelectionProof? = nil
  ) {
    self.chosen = chosen
    self.excluded = excluded
    self.proof = proof
  }

  /// Writes the images, with the proof's figures: null where the record does not say.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(chosen, forKey: .chosen)
    try container.encode(excluded, forKey: .excluded)
    try container.encodeIfPresent(proof?.value, forKey: .value)
    try container.encodeIfPresent(proof?.bound, forKey: .bound)
    try container.encodeIfPresent(proof?.isOptimal, forKey: .optimal)
  }
}

/// What a selection is worth, and the most that any selection within the limits could be worth.
public struct SelectionProof: Codable, Hashable, Sendable {
  /// The sum of what each image adds.
  public let value: Double
  /// No selection within the limits is worth more than this; equal to `value` when it is optimal.
  public let bound: Double
  /// Whether it is proven that no other selection is worth more.
  public let isOptimal: Bool

  private enum CodingKeys: String, CodingKey {
    case value, bound
    case isOptimal = "optimal"
  }

  /// A worth, with the bound that proves it.
  public init(value: Double, bound: Double, isOptimal: Bool) {
    self.value = value
    self.bound = bound
    self.isOptimal = isOptimal
  }
}
