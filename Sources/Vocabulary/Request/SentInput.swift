/// An image of a request with the exact bytes and words that stand for it.
@dynamicMemberLookup
public struct SentInput: Encodable, Hashable, Sendable {
  /// What it is, and why it goes in.
  public let chosen: ChosenInput
  /// The exact bytes sent.
  public let rendition: StoredImage
  /// The words that introduce it to the model; empty where none do.
  public let label: String

  /// `chosen` as it is sent.
  public init(chosen: ChosenInput, rendition: StoredImage, label: String) {
    self.chosen = chosen
    self.rendition = rendition
    self.label = label
  }

  /// The facts of `chosen`, as in `input.role`.
  public subscript<Fact>(dynamicMember fact: KeyPath<ChosenInput, Fact>) -> Fact {
    chosen[keyPath: fact]
  }

  private enum CodingKeys: String, CodingKey {
    case position, role, asset, kind, look, view, reference, rendition, label, reason, origin, sheet
  }

  /// Writes one flat object; absent values are `null`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(chosen.position, forKey: .position)
    try container.encode(chosen.role, forKey: .role)
    try container.encodeIfPresent(chosen.asset, forKey: .asset)
    try container.encodeIfPresent(chosen.kind, forKey: .kind)
    try container.encodeIfPresent(chosen.look, forKey: .look)
    try container.encodeIfPresent(chosen.view, forKey: .view)
    try container.encode(chosen.reference, forKey: .reference)
    try container.encode(rendition.digest, forKey: .rendition)
    try container.encode(label, forKey: .label)
    try container.encode(chosen.reason, forKey: .reason)
    try container.encodeIfPresent(chosen.origin, forKey: .origin)
    try container.encodeIfPresent(chosen.sheet, forKey: .sheet)
  }
}
