/// The images of a request, and those left out, each with a reason.
public struct Selection: Codable, Hashable, Sendable {
  /// What goes in, in order; position 1 is the first image that the model sees.
  public let chosen: [ChosenReference]
  /// What stays out.
  public let excluded: [ExcludedReference]
  /// Whether no other choice within the limits is worth more.
  public let isOptimal: Bool

  private enum CodingKeys: String, CodingKey {
    case chosen, excluded
    case isOptimal = "optimal"
  }

  package init(chosen: [ChosenReference], excluded: [ExcludedReference], isOptimal: Bool) {
    self.chosen = chosen
    self.excluded = excluded
    self.isOptimal = isOptimal
  }
}

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
  /// The image.
  public let reference: Digest
  /// The generated image it is, if it is one.
  public let origin: OutputID?
  /// Why it goes in, in words.
  public let reason: String
  /// What it adds to the selection's value; explicit images have 0.
  public let value: Double

  package init(
    position: Int, role: Role, asset: Handle? = nil, name: String? = nil, kind: Kind? = nil,
    look: String? = nil, view: View? = nil, reference: Digest, origin: OutputID? = nil,
    reason: String, value: Double = 0
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
  }
}

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
