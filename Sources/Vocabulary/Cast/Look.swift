/// A variant of an asset: an outfit, an age, a season; written `@kael/casual`.
public struct Look: Codable, Hashable, Sendable {
  /// Its name within the asset, by the rules of a handle.
  public var name: String
  /// What it is, in the user's words; may be empty.
  public var description: String
  /// What must not change while the asset has this look, one fact each, in order.
  public var traits: [String]
  /// Traits of the asset that do not hold while it has this look, as the asset writes them.
  public var droppedTraits: [String]
  /// Words to find it by.
  public var tags: [String]
  /// The shot of the story from which it is the usual look, 1 or more; `nil` for none.
  public var fromShot: Int?

  /// A look called `name`.
  public init(
    name: String, description: String = "", traits: [String] = [], droppedTraits: [String] = [],
    tags: [String] = [], fromShot: Int? = nil
  ) {
    self.name = name
    self.description = description
    self.traits = traits
    self.droppedTraits = droppedTraits
    self.tags = tags
    self.fromShot = fromShot
  }

  private enum CodingKeys: String, CodingKey {
    case name, description, traits, droppedTraits, tags, fromShot
  }

  /// Reads a look; one that was written before looks had traits, or more than those, has none.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    description = try container.decode(String.self, forKey: .description)
    traits = try container.decodeIfPresent([String].self, forKey: .traits) ?? []
    droppedTraits = try container.decodeIfPresent([String].self, forKey: .droppedTraits) ?? []
    tags = try container.decodeIfPresent([String].self, forKey: .tags) ?? []
    fromShot = try container.decodeIfPresent(Int.self, forKey: .fromShot)
  }

  /// Writes a look; what came later only where there is any, so that all others are written as they always were.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try container.encode(description, forKey: .description)
    try container.encode(traits, forKey: .traits)
    if !droppedTraits.isEmpty { try container.encode(droppedTraits, forKey: .droppedTraits) }
    if !tags.isEmpty { try container.encode(tags, forKey: .tags) }
    if let fromShot { try container.encode(fromShot, forKey: .fromShot) }
  }
}

/// What is said of a look. `nil` means: leave it as it is.
public struct LookDetails: Hashable, Sendable {
  /// What it is, in words.
  public var description: String?
  /// What must not change while the asset has this look, one fact each.
  public var traits: [String]?
  /// Traits of the asset that do not hold while it has this look.
  public var droppedTraits: [String]?
  /// Words to find it by.
  public var tags: [String]?
  /// The shot of the story from which it is the usual look, 1 to 100,000; 0 for none.
  public var fromShot: Int?
  /// Its place among the looks of its asset, from 1; past the last means last.
  public var order: Int?

  /// Details, each optional.
  public init(
    description: String? = nil, traits: [String]? = nil, droppedTraits: [String]? = nil,
    tags: [String]? = nil, fromShot: Int? = nil, order: Int? = nil
  ) {
    self.description = description
    self.traits = traits
    self.droppedTraits = droppedTraits
    self.tags = tags
    self.fromShot = fromShot
    self.order = order
  }
}

extension Asset {
  /// Those of its looks that are called by `names`, in its own order.
  package func looks(named names: [String]) -> [Look] {
    let keys = Set(names.map(Handle.folded))
    return keys.isEmpty ? [] : looks.filter { keys.contains(Handle.folded($0.name)) }
  }

  /// The look called `name`; compatibility forms and case make no difference.
  /// - Throws: `CatalogError.unknownLook` with the looks that there are.
  public func look(named name: String) throws -> Look {
    let key = (try? Handle(name))?.key ?? Handle.folded(name)
    if let look = looks.first(where: { Handle.folded($0.name) == key }) { return look }
    throw TroupeError.catalog(
      .unknownLook(asset: handle.text, look: name, known: looks.map(\.name)))
  }
}
