/// What a pack says of itself: its `pack.json`.
package struct Pack: Codable, Hashable, Sendable {
  /// The assets, in the order of their ids.
  package var assets: [PackAsset]
  /// All files of the pack but `pack.json`, in the order of their paths.
  package var files: [PackFile]

  /// What every pack calls itself.
  package static let format = "troupe-pack"
  /// The version that is written, and the newest that is read.
  package static let version = 1
  /// The entry that holds it.
  package static let manifestPath = "pack.json"
  /// The entry that holds generations, where there are any.
  package static let generationsPath = "generations.jsonl"

  /// A pack of these.
  package init(assets: [PackAsset], files: [PackFile]) {
    self.assets = assets
    self.files = files
  }

  private enum CodingKeys: String, CodingKey { case assets, files, format, version }

  /// Reads assets and files; format and version are read before, as `PackHeading`.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    assets = try container.decode([PackAsset].self, forKey: .assets)
    files = try container.decode([PackFile].self, forKey: .files)
  }

  /// Writes them with format and version.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(assets, forKey: .assets)
    try container.encode(files, forKey: .files)
    try container.encode(Self.format, forKey: .format)
    try container.encode(Self.version, forKey: .version)
  }
}

/// What has to be known before the rest can be read.
struct PackHeading: Decodable {
  let format: String
  let version: Int
}

/// A file of a pack.
package struct PackFile: Codable, Hashable, Sendable {
  /// The name of its entry.
  package let path: String
  /// Of its bytes: 64 lower-case hexadecimal digits.
  package let sha256: String
  /// Its size.
  package let byteCount: Int
  /// What it is said to be, such as `image/png`; its bytes decide.
  package let type: String

  private enum CodingKeys: String, CodingKey {
    case path, sha256, type
    case byteCount = "byte_count"
  }

  /// A file where its digest and its type put it; a type that packs do not name becomes `application/octet-stream`.
  package init(sha256: String, byteCount: Int, type: String) {
    let type = Self.extensions[type] == nil ? Self.unknownType : type
    path = Self.path(sha256: sha256, type: type)
    self.sha256 = sha256
    self.byteCount = byteCount
    self.type = type
  }

  /// That of the generations.
  init(generations sha256: String, byteCount: Int) {
    path = Pack.generationsPath
    self.sha256 = sha256
    self.byteCount = byteCount
    type = Self.generationsType
  }

  /// The path of a file, such as `files/ab/cd….png`.
  static func path(sha256: String, type: String) -> String {
    "files/\(sha256.prefix(2))/\(sha256.dropFirst(2)).\(extensions[type] ?? "bin")"
  }

  static let generationsType = "application/x-ndjson"
  static let unknownType = "application/octet-stream"

  /// The types that files of packs have, with the extensions of their paths.
  static let extensions = [
    "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", "image/tiff": "tiff",
    "image/heic": "heic", "image/avif": "avif", "image/gif": "gif",
    "image/vnd.adobe.photoshop": "psd", "application/pdf": "pdf", "text/plain": "txt",
    unknownType: "bin",
  ]
}
