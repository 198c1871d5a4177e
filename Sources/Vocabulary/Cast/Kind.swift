/// What an asset is. Vendors limit references per kind.
public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
  /// A person, animal or other being.
  case character
  /// A prop, a product.
  case object
  /// A look of the picture itself: line, colour, medium.
  case style
  /// A room, a building, a landscape.
  case place

  /// Whether it is a thing or a place: neither a being nor a way to draw.
  package var isThing: Bool { self == .object || self == .place }
}
