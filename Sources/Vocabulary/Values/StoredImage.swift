/// An image file that the library holds: exact bytes, known by their digest.
public struct StoredImage: Codable, Hashable, Sendable {
  /// The SHA-256 of the bytes.
  public let digest: Digest
  /// Their type.
  public let type: MediaType
  /// Width in pixels, upright; `nil` where it was not recorded.
  public let width: Int?
  /// Height in pixels, upright; `nil` where it was not recorded.
  public let height: Int?
  /// Size in bytes.
  public let byteCount: Int

  /// An image file with these facts.
  public init(
    digest: Digest, type: MediaType, width: Int? = nil, height: Int? = nil, byteCount: Int
  ) {
    self.digest = digest
    self.type = type
    self.width = width
    self.height = height
    self.byteCount = byteCount
  }

  /// Width over height; `nil` where it was not recorded.
  public var aspect: Double? {
    guard let width, let height, height > 0 else { return nil }
    return Double(width) / Double(height)
  }

  /// The longer side in pixels; 0 where it was not recorded.
  package var longEdge: Int { max(width ?? 0, height ?? 0) }
}
