/// A picture of an asset in a pack. Its rank is its place in the list.
package struct PackReference: Codable, Hashable, Sendable {
  /// Of the normalized image, which is in the pack.
  package var sha256: String
  /// Of that image in pixels; 0 where it was not recorded.
  package var width: Int
  /// Of that image in pixels; 0 where it was not recorded.
  package var height: Int
  /// Of that image, such as `image/png`.
  package var type: String
  /// The bytes it was made from, which are in the pack.
  package var source: Source
  /// What it shows, such as `profile`.
  package var view: String?
  /// The look that it shows; `nil` for the usual one.
  package var look: String?
  /// A sentence about it; may be empty.
  package var caption = ""
  /// Words to find it by.
  package var tags: [String] = []
  /// Whether it is chosen before others.
  package var isPinned = false
  /// The generated image that it was made from, `GENERATION/N`.
  package var origin: String?
  /// When it was imported.
  package var importedAt: String
  /// When it was retired; `nil` while it may be chosen.
  package var retiredAt: String?

  /// The bytes that a reference was made from.
  package struct Source: Codable, Hashable, Sendable {
    /// Of those bytes.
    package var sha256: String
    /// What their file was called; may be empty.
    package var fileName: String

    /// Bytes of a file.
    package init(sha256: String, fileName: String = "") {
      self.sha256 = sha256
      self.fileName = fileName
    }

    private enum CodingKeys: String, CodingKey {
      case sha256
      case fileName = "file_name"
    }

    /// Reads a source; an absent name is empty.
    package init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      sha256 = try container.decode(String.self, forKey: .sha256)
      fileName = try container.text(.fileName)
    }
  }

  /// A reference of which no more is said.
  package init(
    sha256: String, width: Int, height: Int, type: String, source: Source, importedAt: String
  ) {
    self.sha256 = sha256
    self.width = width
    self.height = height
    self.type = type
    self.source = source
    self.importedAt = importedAt
  }

  private enum CodingKeys: String, CodingKey {
    case sha256, width, height, type, source, view, look, caption, tags, origin
    case isPinned = "is_pinned"
    case importedAt = "imported_at"
    case retiredAt = "retired_at"
  }

  /// Reads a reference; absent lists and texts are empty, and what is not said to be pinned is not.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    sha256 = try container.decode(String.self, forKey: .sha256)
    width = try container.decode(Int.self, forKey: .width)
    height = try container.decode(Int.self, forKey: .height)
    type = try container.decode(String.self, forKey: .type)
    source = try container.decode(Source.self, forKey: .source)
    view = try container.decodeIfPresent(String.self, forKey: .view)
    look = try container.decodeIfPresent(String.self, forKey: .look)
    caption = try container.text(.caption)
    tags = try container.list(.tags)
    isPinned = try container.decodeIfPresent(Bool.self, forKey: .isPinned) ?? false
    origin = try container.decodeIfPresent(String.self, forKey: .origin)
    importedAt = try container.decode(String.self, forKey: .importedAt)
    retiredAt = try container.decodeIfPresent(String.self, forKey: .retiredAt)
  }
}
