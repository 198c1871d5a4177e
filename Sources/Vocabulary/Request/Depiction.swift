/// What a picture shows, and where it came from. Absent facts are not known or do not apply.
public struct Depiction: Codable, Hashable, Sendable {
  /// The asset that it shows.
  public var asset: Handle?
  /// The asset's name.
  public var name: String?
  /// The asset's kind; for other pictures the kind as which they count.
  public var kind: Kind?
  /// What it shows, where the user said so of a picture that is no asset's.
  public var subject: Subject?
  /// The look that it shows; `nil` for the default look.
  public var look: String?
  /// The view that it shows.
  public var view: View?
  /// The generated image that it is.
  public var origin: OutputID?

  /// Facts about a picture.
  @inlinable public init(
    asset: Handle? = nil, name: String? = nil, kind: Kind? = nil,
    subject: Subject? = nil, look: String? = nil, view: View? = nil, origin: OutputID? = nil
  ) {
    self.asset = asset
    self.name = name
    self.kind = kind
    self.subject = subject
    self.look = look
    self.view = view
    self.origin = origin
  }

  /// The handle with its `@`, or an empty text.
  public var written: String { asset.map { "\($0)" } ?? "" }
}
