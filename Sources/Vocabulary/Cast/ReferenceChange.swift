/// What is to be said of one of several references.
public struct ReferenceChange: Hashable, Sendable {
  /// Six or more digits of its digest, or the name of the file that it came from.
  public var reference: String
  /// Its asset, where several have the picture or a file of that name.
  public var asset: Handle?
  /// What is said of it; `nil` leaves a value as it is.
  public var details: ReferenceDetails
  /// Where this was written, for errors, as in `table.csv, line 3`.
  public var place: String?

  /// A change of `reference`.
  public init(
    _ reference: String, of asset: Handle? = nil, _ details: ReferenceDetails,
    place: String? = nil
  ) {
    self.reference = reference
    self.asset = asset
    self.details = details
    self.place = place
  }
}
