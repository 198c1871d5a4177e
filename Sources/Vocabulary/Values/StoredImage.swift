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

extension StoredImage {
  /// Reads an image; sides and sizes beyond those of any image are refused, so that what is reckoned with them stays
  /// whole numbers.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func bounded(_ count: Int?, _ most: Int, _ key: CodingKeys) throws -> Int? {
      guard let count, !(0...most).contains(count) else { return count }
      throw DecodingError.dataCorruptedError(
        forKey: key, in: container, debugDescription: "\(count) is not of an image")
    }
    let byteCount = try container.decode(Int.self, forKey: .byteCount)
    self.init(
      digest: try container.decode(Digest.self, forKey: .digest),
      type: try container.decode(MediaType.self, forKey: .type),
      width: try bounded(
        try container.decodeIfPresent(Int.self, forKey: .width), 1 << 24, .width),
      height: try bounded(
        try container.decodeIfPresent(Int.self, forKey: .height), 1 << 24, .height),
      byteCount: try bounded(byteCount, 1 << 44, .byteCount) ?? 0)
  }
}
