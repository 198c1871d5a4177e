public import Foundation

/// Something that must look the same across images.
public struct Asset: Codable, Hashable, Sendable {
  /// Its lasting identity: a rename keeps it.
  public let id: ULID
  /// How prompts call it.
  public var handle: Handle
  /// Character, object, style or place.
  public var kind: Kind
  /// Other names by which prompts call it, in order of addition; in any language.
  public var aliases: [String]
  /// How people and models call it; the handle's text unless set.
  public var name: String
  /// What it is, in the user's words; may be empty.
  public var description: String
  /// What must not change, one fact each, in order.
  public var traits: [String]
  /// From which shot of the story traits hold, by their text; a trait that is absent holds always. `nil` where all do.
  public var traitStarts: [String: Int]?
  /// Words to find it by.
  public var tags: [String]
  /// Its variants in use, in order.
  public var looks: [Look]
  /// When it was added.
  public let createdAt: Date
  /// When it was removed, if it was; `restore` clears it.
  public var removedAt: Date?
  /// Whether it shows a real person; `nil` where that is not said.
  public var likeness: Likeness?
  /// What that person agreed to; `nil` where no file says so.
  public var release: Release?

  /// An asset with what is said of it.
  public init(
    id: ULID, handle: Handle, kind: Kind, aliases: [String] = [], name: String,
    description: String = "",
    traits: [String] = [], traitStarts: [String: Int]? = nil, tags: [String] = [],
    looks: [Look] = [], createdAt: Date, removedAt: Date? = nil, likeness: Likeness? = nil,
    release: Release? = nil
  ) {
    self.id = id
    self.handle = handle
    self.kind = kind
    self.aliases = aliases
    self.name = name
    self.description = description
    self.traits = traits
    self.traitStarts = traitStarts
    self.tags = tags
    self.looks = looks
    self.createdAt = createdAt
    self.removedAt = removedAt
    self.likeness = likeness
    self.release = release
  }
}

/// What is said of an asset. `nil` means: not said, or leave it as it is.
public struct AssetDetails: Hashable, Sendable {
  /// How people and models call it; the handle's text unless said.
  public var name: String?
  /// Other names by which prompts call it; unique among the cast.
  public var aliases: [String]?
  /// What it is, in words.
  public var description: String?
  /// What must not change, one fact each.
  public var traits: [String]?
  /// From which shot of the story traits hold, 1 or more, by their text; the others hold always.
  public var traitStarts: [String: Int]?
  /// Words to find it by.
  public var tags: [String]?
  /// Whether it shows a real person.
  public var likeness: Likeness?

  /// Details, each optional.
  public init(
    name: String? = nil, aliases: [String]? = nil, description: String? = nil,
    traits: [String]? = nil, traitStarts: [String: Int]? = nil, tags: [String]? = nil,
    likeness: Likeness? = nil
  ) {
    self.name = name
    self.aliases = aliases
    self.description = description
    self.traits = traits
    self.traitStarts = traitStarts
    self.tags = tags
    self.likeness = likeness
  }
}
