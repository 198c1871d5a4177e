public import Foundation

/// A normalized image of one asset. Its picture never changes; it is retired, not edited.
public struct Reference: Codable, Hashable, Sendable {
  /// The normalized image: upright, 8-bit sRGB, without metadata.
  public let digest: Digest
  /// The bytes it was made from, as imported.
  public let source: Digest
  /// The asset it shows.
  public package(set) var asset: Handle
  /// The asset's kind.
  public let kind: Kind
  /// What it shows of the asset, if said.
  public var view: View?
  /// Which look of the asset it shows; `nil` for the usual one.
  public var look: String?
  /// A sentence about it; may be empty.
  public var caption: String
  /// Words to find it by.
  public var tags: [String]
  /// Whether the user wants it chosen before others of its asset.
  public var isPinned: Bool
  /// Its place among the asset's references, from 0, in order of arrival.
  public let rank: Int
  /// Width in pixels.
  public let width: Int
  /// Height in pixels.
  public let height: Int
  /// Size of the normalized file in bytes.
  public let byteCount: Int
  /// Type of the normalized file.
  public let type: MediaType
  /// The generated image it was made from, if it was.
  public let origin: OutputID?
  /// When it was imported.
  public let importedAt: Date
  /// When it was retired, if it was: it is kept, and never chosen.
  public var retiredAt: Date?

  package init(
    digest: Digest, source: Digest, asset: Handle, kind: Kind, view: View? = nil,
    look: String? = nil, caption: String = "", tags: [String] = [], isPinned: Bool = false,
    rank: Int, width: Int, height: Int, byteCount: Int, type: MediaType, origin: OutputID? = nil,
    importedAt: Date, retiredAt: Date? = nil
  ) {
    self.digest = digest
    self.source = source
    self.asset = asset
    self.kind = kind
    self.view = view
    self.look = look
    self.caption = caption
    self.tags = tags
    self.isPinned = isPinned
    self.rank = rank
    self.width = width
    self.height = height
    self.byteCount = byteCount
    self.type = type
    self.origin = origin
    self.importedAt = importedAt
    self.retiredAt = retiredAt
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

  /// Details, each optional.
  public init(
    view: View? = nil, look: String? = nil, caption: String? = nil, tags: [String]? = nil,
    isPinned: Bool? = nil
  ) {
    self.view = view
    self.look = look
    self.caption = caption
    self.tags = tags
    self.isPinned = isPinned
  }
}
