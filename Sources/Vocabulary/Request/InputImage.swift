/// An image that a request names: a parent, or a reference beside the catalogue's.
public struct InputImage: Codable, Hashable, Sendable {
  /// The exact bytes.
  public let digest: Digest
  /// Their type.
  public let type: MediaType
  /// Width in pixels, upright.
  public let width: Int
  /// Height in pixels, upright.
  public let height: Int
  /// Size in bytes.
  public let byteCount: Int
  /// The generated image it is, if it is one.
  public let origin: OutputID?
  /// What it is in the request.
  public let role: Role
  /// The asset it shows, for a reference of the catalogue named by the user.
  public let asset: Handle?

  package init(
    digest: Digest, type: MediaType, width: Int, height: Int, byteCount: Int,
    origin: OutputID? = nil, role: Role, asset: Handle? = nil
  ) {
    self.digest = digest
    self.type = type
    self.width = width
    self.height = height
    self.byteCount = byteCount
    self.origin = origin
    self.role = role
    self.asset = asset
  }
}
