/// A reference as it was added.
public struct AddedReference: Codable, Hashable, Sendable {
  /// The reference.
  public let reference: Reference
  /// What normalizing did to it, in words, such as `scaled from 4032×3024`.
  public let notes: [String]
  /// False when the asset had this very picture already.
  public let isNew: Bool
}
