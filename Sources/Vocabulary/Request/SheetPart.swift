/// One picture on a sheet that goes to a model as a single image.
public struct SheetPart: Codable, Hashable, Sendable {
  /// Its place on the sheet, from 1, row by row.
  public let number: Int
  /// The asset it shows.
  public let asset: Handle
  /// The asset's name.
  public let name: String
  /// The asset's kind.
  public let kind: Kind
  /// The look it shows.
  public let look: String?
  /// The view it shows.
  public let view: View?
  /// The picture.
  public let reference: Digest
  /// The generated image it is, if it is one.
  public let origin: OutputID?
  /// The words under it on the sheet.
  public let label: String
  /// Why it is on the sheet, in words.
  public let reason: String
  /// What it adds to the selection's value.
  public let value: Double

  package init(
    number: Int, asset: Handle, name: String, kind: Kind, look: String?, view: View?,
    reference: Digest, origin: OutputID?, label: String, reason: String, value: Double
  ) {
    self.number = number
    self.asset = asset
    self.name = name
    self.kind = kind
    self.look = look
    self.view = view
    self.reference = reference
    self.origin = origin
    self.label = label
    self.reason = reason
    self.value = value
  }
}
