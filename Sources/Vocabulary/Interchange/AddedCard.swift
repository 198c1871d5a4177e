/// A character that came in from a file of another program.
public struct AddedCard: Encodable, Hashable, Sendable {
  /// The format of the file, as `SillyTavern V2` or `Omnichar`.
  public let format: String
  /// The asset that it became.
  public let asset: Handle
  /// How people call it.
  public let name: String
  /// How many pictures came with it.
  public let references: Int
  /// What was left out or could not be used, in words.
  public let notes: [String]

  /// A character that came in.
  public init(format: String, asset: Handle, name: String, references: Int, notes: [String]) {
    self.format = format
    self.asset = asset
    self.name = name
    self.references = references
    self.notes = notes
  }
}
