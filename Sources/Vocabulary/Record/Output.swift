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
  public let type: String

  /// An image that came back.
  public init(
    id: OutputID, digest: Digest, path: String, width: Int?, height: Int?, type: String
  ) {
    self.id = id
    self.digest = digest
    self.path = path
    self.width = width
    self.height = height
    self.type = type
  }
}

/// One image of a generation, written `GENERATION/N` with N from 1.
public struct OutputID: Hashable, Sendable, CustomStringConvertible {
  /// The generation that made it.
  public let generation: ULID
  /// Its place among the generation's outputs, from 1.
  public let position: Int

  /// The image at `position` (from 1) of `generation`.
  public init(generation: ULID, position: Int) {
    self.generation = generation
    self.position = position
  }

  /// `GENERATION/N`.
  public var description: String { "\(generation)/\(position)" }
}

extension OutputID: Codable {
  /// Reads `GENERATION/N`; `nil` for anything else.
  package init?(_ text: String) {
    let halves = text.split(separator: "/")
    guard halves.count == 2, let generation = ULID(String(halves[0])), let position = Int(halves[1])
    else { return nil }
    self.init(generation: generation, position: position)
  }

  /// Reads `GENERATION/N`; throws `DecodingError` for anything else.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let id = OutputID(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is not an image of a generation")
    }
    self = id
  }

  /// Writes `GENERATION/N`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
