/// A variant of an asset in a pack.
package struct PackLook: Codable, Hashable, Sendable {
  /// Its name, by the rules of a handle.
  package var name: String
  /// What it is; may be empty.
  package var description = ""
  /// What must not change while the asset has it, in order.
  package var traits: [String] = []
  /// Traits of the asset that do not hold meanwhile.
  package var droppedTraits: [String] = []
  /// Words to find it by.
  package var tags: [String] = []
  /// The shot of the story from which it is the usual look.
  package var fromShot: Int?

  /// A look of which no more is said.
  package init(name: String) { self.name = name }

  private enum CodingKeys: String, CodingKey {
    case name, description, traits, tags
    case droppedTraits = "dropped_traits"
    case fromShot = "from_shot"
  }

  /// Reads a look; absent lists and texts are empty.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decode(String.self, forKey: .name)
    description = try container.text(.description)
    traits = try container.list(.traits)
    droppedTraits = try container.list(.droppedTraits)
    tags = try container.list(.tags)
    fromShot = try container.decodeIfPresent(Int.self, forKey: .fromShot)
  }
}

/// What was trained on an asset: facts by which its user finds the file, which no pack carries.
package struct PackAdapter: Codable, Hashable, Sendable {
  /// By which servers load it.
  package var name: String
  /// The model, or the family of models, that it goes with.
  package var model: String
  /// The model that it was trained on; `nil` where that is not known.
  package var base: String?
  /// What calls it in a prompt.
  package var triggerWords: String
  /// How strongly it acts, above 0 and at most 2.
  package var weight: Double
  /// The look that it is for; `nil` for all.
  package var look: String?
  /// What the file was called.
  package var fileName: String
  /// Of the file.
  package var sha256: String
  /// Its size.
  package var byteCount: Int
  /// When it was added.
  package var addedAt: String

  /// An adapter for `model`.
  package init(
    name: String, model: String, base: String? = nil, triggerWords: String, weight: Double = 1,
    look: String? = nil, fileName: String, sha256: String, byteCount: Int, addedAt: String
  ) {
    self.name = name
    self.model = model
    self.base = base
    self.triggerWords = triggerWords
    self.weight = weight
    self.look = look
    self.fileName = fileName
    self.sha256 = sha256
    self.byteCount = byteCount
    self.addedAt = addedAt
  }

  private enum CodingKeys: String, CodingKey {
    case name, model, base, weight, look, sha256
    case triggerWords = "trigger_words"
    case fileName = "file_name"
    case byteCount = "byte_count"
    case addedAt = "added_at"
  }
}
