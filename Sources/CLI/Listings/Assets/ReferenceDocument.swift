import Troupe

/// A reference in `--json`: its fields and its file inside the library's folder.
struct ReferenceDocument: Encodable {
  let reference: Reference
  let library: Library

  private enum CodingKeys: String, CodingKey { case path }

  func encode(to encoder: any Encoder) throws {
    try reference.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    let file = library.file(of: reference).path
    let folder = library.folder.path
    let path = file.hasPrefix(folder) ? String(file.dropFirst(folder.count)) : file
    try container.encode(path.hasPrefix("/") ? String(path.dropFirst()) : path, forKey: .path)
  }
}

/// An asset in `--json`, with the look that was named and its references where they belong to the answer.
struct AssetDocument: Encodable {
  let asset: Asset
  /// The number of its version that this is.
  var version: Int?
  var look: Look?
  var references: [ReferenceDocument]?
  /// The folder of the library that it comes from.
  var linkedLibrary: String?
}
