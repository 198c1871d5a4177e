/// What a pack holds: what was written into one, or what one would bring.
public struct PackReport: Encodable, Hashable, Sendable {
  /// One asset of a pack.
  public struct Item: Encodable, Hashable, Sendable {
    /// How it is called there.
    public let handle: Handle
    /// Character, object, style or place.
    public let kind: Kind
    /// How people call it.
    public let name: String
    /// How many pictures it has.
    public let references: Int
    /// The asset of this library that has its handle or one of its names; `nil` where none does, or it is here already as
    /// it is there.
    public let conflict: Handle?
    /// Whether it is here already as it is there.
    public let isKnown: Bool

    /// An asset of a pack.
    public init(
      handle: Handle, kind: Kind, name: String, references: Int, conflict: Handle? = nil,
      isKnown: Bool = false
    ) {
      self.handle = handle
      self.kind = kind
      self.name = name
      self.references = references
      self.conflict = conflict
      self.isKnown = isKnown
    }
  }

  /// The pack.
  public let file: String
  /// Its assets.
  public let assets: [Item]
  /// How many generations it carries.
  public let generations: Int
  /// Bytes of all of its files.
  public let byteCount: Int
  /// What a person should know, such as what was left out.
  public let notes: [String]

  /// What a pack holds.
  public init(
    file: String, assets: [Item], generations: Int, byteCount: Int, notes: [String] = []
  ) {
    self.file = file
    self.assets = assets
    self.generations = generations
    self.byteCount = byteCount
    self.notes = notes
  }
}

/// What becomes of an asset of a pack whose handle another asset of this library has.
public enum PackSettlement: String, Codable, Hashable, Sendable, CaseIterable {
  /// Pictures, looks, aliases and tags that the one here lacks are added to it; what is said of it here stays.
  case merge
  /// What is said of the one here becomes what the pack says; its pictures stay, and those of the pack are added.
  case replace
  /// It comes in under another handle, as `kael-2`.
  case rename
  /// It is left out.
  case keep
}

/// What an unpacking brought into a library.
public struct UnpackReport: Encodable, Hashable, Sendable {
  /// One asset.
  public struct Item: Encodable, Hashable, Sendable {
    /// How it is called in the pack.
    public let handle: Handle
    /// How it is called here; `nil` where it was left out.
    public let arrived: Handle?
    /// What became of it.
    public let outcome: Outcome
    /// How many pictures were added.
    public let added: Int
    /// How many were here already.
    public let known: Int
    /// What could not be taken over, in words.
    public let notes: [String]

    /// What became of one asset.
    public init(
      handle: Handle, arrived: Handle?, outcome: Outcome, added: Int = 0, known: Int = 0,
      notes: [String] = []
    ) {
      self.handle = handle
      self.arrived = arrived
      self.outcome = outcome
      self.added = added
      self.known = known
      self.notes = notes
    }
  }

  /// What became of an asset.
  public enum Outcome: String, Codable, Hashable, Sendable, CaseIterable {
    /// It came in.
    case added
    /// It was here already as it is there.
    case known
    /// It was merged into one of this library.
    case merged
    /// It took the place of what was said of one of this library.
    case replaced
    /// It came in under another handle.
    case renamed
    /// It was left out.
    case left
  }

  /// The pack.
  public let file: String
  /// Its assets.
  public var assets: [Item]
  /// How many generations came in.
  public var generations: Int
  /// How many of them were here already.
  public var knownGenerations: Int
  /// What a person should know of the pack as a whole.
  public var notes: [String]

  /// What an unpacking brought.
  public init(
    file: String, assets: [Item] = [], generations: Int = 0, knownGenerations: Int = 0,
    notes: [String] = []
  ) {
    self.file = file
    self.assets = assets
    self.generations = generations
    self.knownGenerations = knownGenerations
    self.notes = notes
  }
}
