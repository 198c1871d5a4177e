/// An image that goes into a request.
public struct ChosenReference: Codable, Hashable, Sendable {
  /// Its place among the request's images, from 1.
  public let position: Int
  /// What it is in the request.
  public let role: Role
  /// The asset it shows, if it is of one.
  public let asset: Handle?
  /// The asset's name.
  public let name: String?
  /// The asset's kind; for other images the kind as which it counts, if any.
  public let kind: Kind?
  /// The look it shows.
  public let look: String?
  /// The view it shows.
  public let view: View?
  /// The image; of a sheet its first picture, until the sheet is drawn.
  public let reference: Digest
  /// The generated image it is, if it is one.
  public let origin: OutputID?
  /// Why it goes in, in words.
  public let reason: String
  /// What it adds to the selection's value; explicit images have 0.
  public let value: Double
  /// The pictures that it shows in order, if it is a sheet of several; `nil` for a single picture.
  public let sheet: [SheetPart]?

  package init(
    position: Int, role: Role, asset: Handle? = nil, name: String? = nil, kind: Kind? = nil,
    look: String? = nil, view: View? = nil, reference: Digest, origin: OutputID? = nil,
    reason: String, value: Double = 0, sheet: [SheetPart]? = nil
  ) {
    self.position = position
    self.role = role
    self.asset = asset
    self.name = name
    self.kind = kind
    self.look = look
    self.view = view
    self.reference = reference
    self.origin = origin
    self.reason = reason
    self.value = value
    self.sheet = sheet
  }
}
