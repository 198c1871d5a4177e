/// An image that a request names: a parent, or a reference besides the catalogue's.
public struct InputImage: Hashable, Sendable {
  /// The image.
  public let image: StoredImage
  /// The generated image it is, if it is one.
  public let origin: OutputID?
  /// What it is in the request.
  public var role: Role
  /// The asset it shows, for a reference of the catalogue named by the user.
  public let asset: Handle?
  /// What it shows, for an identity where the user said so.
  public var subject: Subject?

  /// An image in a role.
  public init(
    image: StoredImage, origin: OutputID? = nil, role: Role, asset: Handle? = nil,
    subject: Subject? = nil
  ) {
    self.image = image
    self.origin = origin
    self.role = role
    self.asset = asset
    self.subject = subject
  }

  /// The digest of the image.
  public var digest: Digest { image.digest }
  /// Width of the image in pixels; 0 where it was not recorded.
  public var width: Int { image.width ?? 0 }
  /// Height of the image in pixels; 0 where it was not recorded.
  public var height: Int { image.height ?? 0 }
}

extension InputImage: Codable {
  private enum CodingKeys: String, CodingKey { case origin, role, asset, subject }

  /// Reads what `encode(to:)` writes.
  public init(from decoder: any Decoder) throws {
    image = try StoredImage(from: decoder)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    origin = try container.decodeIfPresent(OutputID.self, forKey: .origin)
    role = try container.decode(Role.self, forKey: .role)
    asset = try container.decodeIfPresent(Handle.self, forKey: .asset)
    subject = try container.decodeIfPresent(Subject.self, forKey: .subject)
  }

  /// Writes one flat object with the facts of `image` in it; absent values are `null`, a subject is left out.
  public func encode(to encoder: any Encoder) throws {
    try image.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(origin, forKey: .origin)
    try container.encode(role, forKey: .role)
    try container.encodeIfPresent(asset, forKey: .asset)
    if let subject { try container.encode(subject, forKey: .subject) }
  }
}
