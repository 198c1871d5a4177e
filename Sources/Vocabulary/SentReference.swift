/// An image as it was sent.
public struct SentReference: Codable, Hashable, Sendable {
  /// Its place among the request's images, from 1.
  public let position: Int
  /// What it was in the request.
  public let role: Role
  /// The asset it shows, as called then.
  public let asset: Handle?
  /// The asset's kind.
  public let kind: Kind?
  /// The look it shows.
  public let look: String?
  /// The view it shows.
  public let view: View?
  /// The image chosen.
  public let reference: Digest
  /// The exact bytes sent.
  public let rendition: Digest
  /// The words that introduced it to the model.
  public let label: String
  /// Why it went in.
  public let reason: String
  /// The generated image it is, if it is one.
  public let origin: OutputID?
  /// The pictures on it in order, if it was a sheet of several; `nil` for a single picture.
  public let sheet: [SheetPart]?

  package init(
    position: Int, role: Role, asset: Handle?, kind: Kind?, look: String?, view: View?,
    reference: Digest, rendition: Digest, label: String, reason: String, origin: OutputID?,
    sheet: [SheetPart]? = nil
  ) {
    self.position = position
    self.role = role
    self.asset = asset
    self.kind = kind
    self.look = look
    self.view = view
    self.reference = reference
    self.rendition = rendition
    self.label = label
    self.reason = reason
    self.origin = origin
    self.sheet = sheet
  }
}
