/// What is to change of an asset; `nil` leaves a value as it is.
package struct AssetChanges: Sendable {
  /// How people and models call it.
  package var name: String?
  /// What it is, in words.
  package var description: String?
  /// What must not change, one fact each, in order.
  package var traits: [String]?
  /// Words to find it by.
  package var tags: [String]?

  package init(
    name: String? = nil, description: String? = nil, traits: [String]? = nil,
    tags: [String]? = nil
  ) {
    self.name = name
    self.description = description
    self.traits = traits
    self.tags = tags
  }
}
