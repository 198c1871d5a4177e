/// The body of a message, rebuildable byte for byte: literal text, and files by digest.
public struct MessageBody: Codable, Hashable, Sendable {
  /// One run of the body.
  public enum Segment: Hashable, Sendable {
    /// These characters in UTF-8.
    case text(String)
    /// The file of this digest and size in bytes, in standard base64 with padding.
    case base64(Digest, byteCount: Int)
    /// The file of this digest and size in bytes, as it is.
    case file(Digest, byteCount: Int)
  }

  /// The runs in order.
  public let segments: [Segment]

  /// A body of these segments in order.
  public init(segments: [Segment]) { self.segments = segments }

  /// Its length in bytes as sent.
  public var byteCount: Int {
    segments.reduce(0) { sum, segment in
      switch segment {
      case .text(let text): sum + text.utf8.count
      case .base64(_, let byteCount): sum + (byteCount + 2) / 3 * 4
      case .file(_, let byteCount): sum + byteCount
      }
    }
  }

  /// The files it is made from, in order.
  public var digests: [Digest] {
    segments.compactMap { segment in
      switch segment {
      case .text: nil
      case .base64(let digest, _), .file(let digest, _): digest
      }
    }
  }
}

extension MessageBody.Segment: Codable {
  private enum CodingKeys: String, CodingKey {
    case text, base64, file, byteCount
    /// Its name in older records.
    case bytes
  }

  /// Reads `{"text": …}`, `{"base64": digest, "byte_count": size}` or `{"file": digest, "byte_count": size}`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let text = try container.decodeIfPresent(String.self, forKey: .text) {
      self = .text(text)
    } else if let digest = try container.decodeIfPresent(Digest.self, forKey: .base64) {
      self = .base64(digest, byteCount: try Self.byteCount(container))
    } else {
      self = .file(
        try container.decode(Digest.self, forKey: .file),
        byteCount: try Self.byteCount(container))
    }
  }

  /// Sizes of more than any disk keeps are refused, so that their sums stay integers.
  private static func byteCount(_ container: KeyedDecodingContainer<CodingKeys>) throws -> Int {
    let older = try container.decodeIfPresent(Int.self, forKey: .bytes)
    let count = try older ?? container.decode(Int.self, forKey: .byteCount)
    guard (0...(1 << 44)).contains(count) else {
      throw DecodingError.dataCorruptedError(
        forKey: .byteCount, in: container, debugDescription: "\(count) is no size of a file")
    }
    return count
  }

  /// Writes what `init(from:)` reads.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .text(let text): try container.encode(text, forKey: .text)
    case .base64(let digest, let byteCount):
      try container.encode(digest, forKey: .base64)
      try container.encode(byteCount, forKey: .byteCount)
    case .file(let digest, let byteCount):
      try container.encode(digest, forKey: .file)
      try container.encode(byteCount, forKey: .byteCount)
    }
  }
}
