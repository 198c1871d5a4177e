/// A candidate that stays out of a request.
public struct ExcludedReference: Codable, Hashable, Sendable {
  /// The asset it shows.
  public let asset: Handle
  /// The asset's kind.
  public let kind: Kind
  /// The look it shows.
  public let look: String?
  /// The view it shows.
  public let view: View?
  /// The image.
  public let reference: Digest
  /// Why it stays out, in words.
  public let reason: String
  /// The limit that keeps it out, if one does, such as `5 characters`.
  public let limit: String?

  package init(
    asset: Handle, kind: Kind, look: String? = nil, view: View? = nil, reference: Digest,
    reason: String, limit: String? = nil
  ) {
    self.asset = asset
    self.kind = kind
    self.look = look
    self.view = view
    self.reference = reference
    self.reason = reason
    self.limit = limit
  }
}
