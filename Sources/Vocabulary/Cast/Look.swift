/// A variant of an asset: an outfit, an age, a season; written `@kael/casual`.
public struct Look: Codable, Hashable, Sendable {
  /// Its name within the asset, by the rules of a handle.
  public var name: String
  /// What it is, in the user's words; may be empty.
  public var description: String
  /// What must not change while the asset has this look, one fact each, in order.
  public var traits: [String]

  /// A look called `name`.
  public init(name: String, description: String = "", traits: [String] = []) {
    self.name = name
    self.description = description
    self.traits = traits
  }

  /// Reads a look; one that was written before looks had traits has none.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    description = try container.decode(String.self, forKey: .description)
    traits = try container.decodeIfPresent([String].self, forKey: .traits) ?? []
  }
}

/// What is said of a look. `nil` means: leave it as it is.
public struct LookDetails: Hashable, Sendable {
  /// What it is, in words.
  public var description: String?
  /// What must not change while the asset has this look, one fact each.
  public var traits: [String]?

  /// Details, each optional.
  public init(description: String? = nil, traits: [String]? = nil) {
    self.description = description
    self.traits = traits
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
