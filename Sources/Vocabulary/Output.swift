/// An image that came back, kept exactly as it came.
public struct Output: Codable, Hashable, Sendable {
  /// `GENERATION/N`.
  public let id: OutputID
  /// The exact bytes.
  public let digest: Digest
  /// The file, inside the library's folder.
  public let path: String
  /// Width in pixels, as measured; `nil` when the bytes cannot be read.
  public let width: Int?
  /// Height in pixels, as measured.
  public let height: Int?
  /// The type that the bytes show, or the one that the provider claimed when they show none.
  public let mime: String

  package init(
    id: OutputID, digest: Digest, path: String, width: Int?, height: Int?, mime: String
  ) {
    self.id = id
    self.digest = digest
    self.path = path
    self.width = width
    self.height = height
    self.mime = mime
  }
}
