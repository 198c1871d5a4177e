/// What `backup` wrote and read again.
public struct BackupReport: Codable, Hashable, Sendable {
  /// The folder of the backup, a library of its own.
  public let path: String
  /// Files copied now; those that were there already are not among them.
  public let copied: Int
  /// Their bytes.
  public let bytes: Int
  /// The check of the whole backup, re-read.
  public let verification: VerificationReport

  package init(path: String, copied: Int, bytes: Int, verification: VerificationReport) {
    self.path = path
    self.copied = copied
    self.bytes = bytes
    self.verification = verification
  }
}
