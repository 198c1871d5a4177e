/// What is said of an asset. `nil` means: not said, or leave it as it is.
public struct AssetDetails: Hashable, Sendable {
  /// How people and models call it; the handle's text unless said.
  public var name: String?
  /// What it is, in words.
  public var description: String?
  /// What must not change, one fact each.
  public var traits: [String]?
  /// Words to find it by.
  public var tags: [String]?

  /// Details, each optional.
  public init(
    name: String? = nil, description: String? = nil, traits: [String]? = nil,
    tags: [String]? = nil
  ) {
    self.name = name
    self.description = description
    self.traits = traits
    self.tags = tags
  }
}
