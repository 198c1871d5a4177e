public import Foundation

/// Whether an asset shows a real person.
public enum Likeness: String, Codable, Hashable, Sendable, CaseIterable {
  /// A person who lives or lived, and has a say in it.
  case real
  /// Made up.
  case fictional
}

/// A file that says what a real person agreed to.
public struct Release: Codable, Hashable, Sendable {
  /// The exact bytes.
  public let digest: Digest
  /// As it was called when added.
  public let fileName: String
  /// Size in bytes.
  public let byteCount: Int
  /// When it was added.
  public let addedAt: Date
  /// The file, inside the library's folder.
  public let path: String

  /// A release with its file.
  public init(digest: Digest, fileName: String, byteCount: Int, addedAt: Date, path: String) {
    self.digest = digest
    self.fileName = fileName
    self.byteCount = byteCount
    self.addedAt = addedAt
    self.path = path
  }
}

/// An asset that shows a real person, of whom no file says that they agreed.
public struct LikenessWarning: Codable, Hashable, Sendable {
  /// The asset.
  public let asset: Handle
  /// How people call it.
  public let name: String

  /// A warning of `asset`.
  public init(asset: Handle, name: String) {
    self.asset = asset
    self.name = name
  }
}
