/// An adapter that goes with a request, with why.
public struct ChosenAdapter: Codable, Hashable, Sendable {
  /// The adapter's lasting name.
  public let adapter: ULID
  /// Whom it was trained on.
  public package(set) var asset: Handle
  /// The SHA-256 of its file's bytes.
  public let digest: Digest
  /// By which the server loads it.
  public let name: String
  /// What calls it in the words.
  public let trigger: String
  /// How strongly it acts.
  public let weight: Double
  /// Why it was chosen, in words.
  public let reason: String

  package init(
    adapter: ULID, asset: Handle, digest: Digest, name: String, trigger: String, weight: Double,
    reason: String
  ) {
    self.adapter = adapter
    self.asset = asset
    self.digest = digest
    self.name = name
    self.trigger = trigger
    self.weight = weight
    self.reason = reason
  }
}
