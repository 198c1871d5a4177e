/// What `verify` found.
public struct VerificationReport: Codable, Hashable, Sendable {
  /// One thing that is not as recorded.
  public struct Problem: Codable, Hashable, Sendable {
    /// The file or row.
    public let subject: String
    /// What is wrong with it.
    public let reason: String

    package init(subject: String, reason: String) {
      self.subject = subject
      self.reason = reason
    }
  }

  /// Files re-read.
  public let files: Int
  /// Rows of the record whose digests were derived again.
  public let rows: Int
  /// Files that no row names: harmless leftovers.
  public let orphans: Int
  /// What is wrong; empty when all is well.
  public let problems: [Problem]

  package init(files: Int, rows: Int, orphans: Int, problems: [Problem]) {
    self.files = files
    self.rows = rows
    self.orphans = orphans
    self.problems = problems
  }
}
