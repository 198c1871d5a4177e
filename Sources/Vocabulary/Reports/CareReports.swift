/// What `verify` found.
public struct VerificationReport: Codable, Hashable, Sendable {
  /// One thing that is not as recorded.
  public struct Problem: Codable, Hashable, Sendable {
    /// The file or row.
    public let subject: String
    /// What is wrong with it.
    public let reason: String

    /// Something about `subject` that is not as recorded.
    public init(subject: String, reason: String) {
      self.subject = subject
      self.reason = reason
    }
  }

  /// One thing that was not as recorded, and was accepted as it is.
  public struct Acceptance: Codable, Hashable, Sendable {
    /// The row, table or database.
    public let subject: String
    /// What it holds, which counts as right from now on.
    public let content: String

    /// `subject` with what it holds.
    public init(subject: String, content: String) {
      self.subject = subject
      self.content = content
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
  /// Outputs that came as no image that can be read: they are as recorded, and can be neither shown nor changed.
  public let unreadable: [Problem]
  /// What was accepted before all was checked; `nil` when nothing was to be.
  public let accepted: [Acceptance]?
  /// Files and rows that were removed, or lost their words, for good: they are as recorded, and no damage.
  public let purged: [Problem]

  /// What was re-read, and what is wrong.
  public init(
    files: Int, rows: Int, orphans: Int, problems: [Problem], unreadable: [Problem] = [],
    accepted: [Acceptance]? = nil, purged: [Problem] = []
  ) {
    self.purged = purged
    self.unreadable = unreadable
    self.accepted = accepted
    self.files = files
    self.rows = rows
    self.orphans = orphans
    self.problems = problems
  }
}

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

  private enum CodingKeys: String, CodingKey {
    case path, copied, verification
    case bytes = "byteCount"
  }

  /// What was copied to `path`.
  public init(path: String, copied: Int, bytes: Int, verification: VerificationReport) {
    self.path = path
    self.copied = copied
    self.bytes = bytes
    self.verification = verification
  }
}

/// What `gc` removed, or would remove.
public struct CollectionReport: Codable, Hashable, Sendable {
  /// Whether nothing was removed, only looked for.
  public let isDryRun: Bool
  /// Removed assets that can no longer be restored.
  public let assets: [Handle]
  /// Files that nothing names.
  public let files: Int
  /// Their bytes.
  public let bytes: Int

  private enum CodingKeys: String, CodingKey {
    case isDryRun = "dry_run"
    case assets, files
    case bytes = "byteCount"
  }

  /// What was removed, or would be.
  public init(isDryRun: Bool, assets: [Handle], files: Int, bytes: Int) {
    self.isDryRun = isDryRun
    self.assets = assets
    self.files = files
    self.bytes = bytes
  }
}

/// A generation that `recover` brought to its end.
public struct RecoveryFinding: Codable, Hashable, Sendable {
  /// The generation.
  public let generation: ULID
  /// Its state before.
  public let before: GenerationState
  /// Its state after.
  public let after: GenerationState

  /// A finding about `generation`.
  public init(generation: ULID, before: GenerationState, after: GenerationState) {
    self.generation = generation
    self.before = before
    self.after = after
  }
}

/// What `reindex` read.
public struct ReindexReport: Codable, Hashable, Sendable {
  /// Pictures of references.
  public let pictures: Int
  /// Generations of the record.
  public let generations: Int
  /// Files that are missing or damaged.
  public let problems: [VerificationReport.Problem]

  /// A report with these counts.
  public init(pictures: Int, generations: Int, problems: [VerificationReport.Problem] = []) {
    self.pictures = pictures
    self.generations = generations
    self.problems = problems
  }
}
