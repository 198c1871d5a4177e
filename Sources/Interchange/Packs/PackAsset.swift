/// An asset in a pack. Texts are as the library has them; their forms are checked when a pack is read and written.
package struct PackAsset: Codable, Hashable, Sendable {
  /// Its ULID.
  package var id: String
  /// Its handle, without the at sign.
  package var handle: String
  /// `character`, `object`, `style` or `place`.
  package var kind: String
  /// How people and models call it.
  package var name: String
  /// Other names, in order.
  package var aliases: [String] = []
  /// What it is; may be empty.
  package var description = ""
  /// What must not change, in order.
  package var traits: [String] = []
  /// From which shot of the story traits hold, by their text; the others hold always.
  package var traitStarts: [String: Int] = [:]
  /// Words to find it by.
  package var tags: [String] = []
  /// When it was added, such as `2026-01-31T12:00:00.000Z`.
  package var createdAt: String
  /// `real` or `fictional`; `nil` where that is not said.
  package var likeness: String?
  /// What the person shown agreed to.
  package var release: PackRelease?
  /// Its looks, in order.
  package var looks: [PackLook] = []
  /// Its references, in order of rank.
  package var references: [PackReference] = []
  /// What was trained on it, without the files.
  package var adapters: [PackAdapter] = []

  /// An asset of which no more is said.
  package init(id: String, handle: String, kind: String, name: String, createdAt: String) {
    self.id = id
    self.handle = handle
    self.kind = kind
    self.name = name
    self.createdAt = createdAt
  }

  private enum CodingKeys: String, CodingKey {
    case id, handle, kind, name, aliases, description, traits, tags, likeness, release, looks
    case references, adapters
    case traitStarts = "trait_starts"
    case createdAt = "created_at"
  }

  /// Reads an asset; absent lists and texts are empty.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(String.self, forKey: .id)
    handle = try container.decode(String.self, forKey: .handle)
    kind = try container.decode(String.self, forKey: .kind)
    name = try container.decode(String.self, forKey: .name)
    aliases = try container.list(.aliases)
    description = try container.text(.description)
    traits = try container.list(.traits)
    traitStarts = try container.decodeIfPresent([String: Int].self, forKey: .traitStarts) ?? [:]
    tags = try container.list(.tags)
    createdAt = try container.decode(String.self, forKey: .createdAt)
    likeness = try container.decodeIfPresent(String.self, forKey: .likeness)
    release = try container.decodeIfPresent(PackRelease.self, forKey: .release)
    looks = try container.list(.looks)
    references = try container.list(.references)
    adapters = try container.list(.adapters)
  }
}

/// A file that says what a real person agreed to.
package struct PackRelease: Codable, Hashable, Sendable {
  /// Of the file, which is in the pack.
  package var sha256: String
  /// As it was called when added.
  package var fileName: String
  /// Its size.
  package var byteCount: Int
  /// When it was added.
  package var addedAt: String

  /// A release with its file.
  package init(sha256: String, fileName: String, byteCount: Int, addedAt: String) {
    self.sha256 = sha256
    self.fileName = fileName
    self.byteCount = byteCount
    self.addedAt = addedAt
  }

  private enum CodingKeys: String, CodingKey {
    case sha256
    case fileName = "file_name"
    case byteCount = "byte_count"
    case addedAt = "added_at"
  }
}

extension KeyedDecodingContainer {
  /// A list that may be absent.
  func list<Element: Decodable>(_ key: Key) throws -> [Element] {
    try decodeIfPresent([Element].self, forKey: key) ?? []
  }

  /// A text that may be absent.
  func text(_ key: Key) throws -> String { try decodeIfPresent(String.self, forKey: key) ?? "" }
}
