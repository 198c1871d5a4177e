public import Foundation

/// A normalized image of one asset. Its picture never changes; it is retired, not edited.
public struct Reference: Hashable, Sendable {
  /// The normalized image: upright, 8-bit sRGB, without metadata.
  public let image: StoredImage
  /// The bytes it was made from, as imported.
  public let source: Digest
  /// What the file of its source was called when those bytes first came; empty where it is not known.
  public let fileName: String
  /// The asset it shows.
  public package(set) var asset: Handle
  /// The asset's kind.
  public let kind: Kind
  /// What it shows of the asset, if said.
  public var view: View?
  /// Which look of the asset it shows; `nil` for the default look.
  public var look: String?
  /// A sentence about it; may be empty.
  public var caption: String
  /// Words to find it by.
  public var tags: [String]
  /// Whether the user wants it chosen before others of its asset.
  public var isPinned: Bool
  /// Its place among the asset's references, from 0, in order of arrival.
  public let rank: Int
  /// The generated image it was made from, if it was.
  public let origin: OutputID?
  /// When it was imported.
  public let importedAt: Date
  /// When it was retired, if it was: it is kept, and never chosen.
  public var retiredAt: Date?

  /// A reference of `asset`.
  public init(
    image: StoredImage, source: Digest, fileName: String = "", asset: Handle, kind: Kind,
    view: View? = nil, look: String? = nil, caption: String = "", tags: [String] = [],
    isPinned: Bool = false,
    rank: Int, origin: OutputID? = nil, importedAt: Date, retiredAt: Date? = nil
  ) {
    self.image = image
    self.source = source
    self.fileName = fileName
    self.asset = asset
    self.kind = kind
    self.view = view
    self.look = look
    self.caption = caption
    self.tags = tags
    self.isPinned = isPinned
    self.rank = rank
    self.origin = origin
    self.importedAt = importedAt
    self.retiredAt = retiredAt
  }

  /// The digest of the image.
  public var digest: Digest { image.digest }
  /// Width of the image in pixels; 0 where it was not recorded.
  public var width: Int { image.width ?? 0 }
  /// Height of the image in pixels; 0 where it was not recorded.
  public var height: Int { image.height ?? 0 }

  /// What it shows.
  public var depiction: Depiction {
    Depiction(asset: asset, kind: kind, look: look, view: view, origin: origin)
  }
}

extension Reference: Codable {
  private enum CodingKeys: String, CodingKey {
    case source, fileName, asset, kind, view, look, caption, tags, isPinned, rank, origin,
      importedAt
    case retiredAt
  }

  /// Reads what `encode(to:)` writes.
  public init(from decoder: any Decoder) throws {
    image = try StoredImage(from: decoder)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    source = try container.decode(Digest.self, forKey: .source)
    fileName = try container.decodeIfPresent(String.self, forKey: .fileName) ?? ""
    asset = try container.decode(Handle.self, forKey: .asset)
    kind = try container.decode(Kind.self, forKey: .kind)
    view = try container.decodeIfPresent(View.self, forKey: .view)
    look = try container.decodeIfPresent(String.self, forKey: .look)
    caption = try container.decode(String.self, forKey: .caption)
    tags = try container.decode([String].self, forKey: .tags)
    isPinned = try container.decode(Bool.self, forKey: .isPinned)
    rank = try container.decode(Int.self, forKey: .rank)
    origin = try container.decodeIfPresent(OutputID.self, forKey: .origin)
    importedAt = try container.decode(Date.self, forKey: .importedAt)
    retiredAt = try container.decodeIfPresent(Date.self, forKey: .retiredAt)
  }

  /// Writes one flat object with the facts of `image` in it; absent values are `null`.
  public func encode(to encoder: any Encoder) throws {
    try image.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(source, forKey: .source)
    try container.encode(fileName, forKey: .fileName)
    try container.encode(asset, forKey: .asset)
    try container.encode(kind, forKey: .kind)
    try container.encodeIfPresent(view, forKey: .view)
    try container.encodeIfPresent(look, forKey: .look)
    try container.encode(caption, forKey: .caption)
    try container.encode(tags, forKey: .tags)
    try container.encode(isPinned, forKey: .isPinned)
    try container.encode(rank, forKey: .rank)
    try container.encodeIfPresent(origin, forKey: .origin)
    try container.encode(importedAt, forKey: .importedAt)
    try container.encodeIfPresent(retiredAt, forKey: .retiredAt)
  }
}

/// What is said of a reference. `nil` means: not said, or leave it as it is.
public struct ReferenceDetails: Hashable, Sendable {
  /// What it shows of the asset.
  public var view: View?
  /// Which look it shows; a new name makes a new look, an empty one means the usual look.
  public var look: String?
  /// A sentence about it.
  public var caption: String?
  /// Words to find it by.
  public var tags: [String]?
  /// Whether it is chosen before others of its asset.
  public var isPinned: Bool?
  /// Its place among those of its asset that are in use, from 1: of references of the same worth, the earlier is chosen.
  public var order: Int?

  /// Details, each optional.
  public init(
    view: View? = nil, look: String? = nil, caption: String? = nil, tags: [String]? = nil,
    isPinned: Bool? = nil, order: Int? = nil
  ) {
    self.view = view
    self.look = look
    self.caption = caption
    self.tags = tags
    self.isPinned = isPinned
    self.order = order
  }
}
