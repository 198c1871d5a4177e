/// What an asset is. Vendors limit references per kind.
public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
  /// A person, animal or other being.
  case character
  /// A prop, a product, a place.
  case object
  /// A look of the picture itself: line, colour, medium.
  case style
}
