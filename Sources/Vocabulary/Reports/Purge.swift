public import Foundation

/// What is to be removed for good.
public enum PurgeSubject: Hashable, Sendable {
  /// An asset: all its references and all words about it; with `withOutputs` also every image made with it.
  case asset(Handle, withOutputs: Bool)
  /// A reference, by the first digits of its digest; of this asset where several have it.
  case reference(String, of: Handle?)
  /// Every image of a generation.
  case generation(GenerationName)
  /// One image.
  case image(ImageName)
}

/// What a purge removes.
public struct PurgePlan: Codable, Hashable, Sendable {
  /// What a file is to what is purged.
  public enum Role: String, Codable, Hashable, Sendable {
    /// A picture as imported.
    case source
    /// A normalized picture of an asset.
    case reference
    /// A picture made to fit a model.
    case rendition
    /// A small picture of a picture.
    case thumbnail
    /// Several pictures on one sheet.
    case sheet
    /// An image that came back.
    case output
    /// An answer or a text that holds its bytes.
    case answer
    /// What a person agreed to.
    case release
  }

  /// A file that is removed.
  public struct File: Codable, Hashable, Sendable {
    /// Of its bytes.
    public let digest: Digest
    /// What it is.
    public let role: Role
    /// Size in bytes.
    public let byteCount: Int
    /// What else uses the same bytes and loses them too: assets and generations.
    public let sharedBy: [String]

    /// A file that is removed.
    public init(digest: Digest, role: Role, byteCount: Int, sharedBy: [String]) {
      self.digest = digest
      self.role = role
      self.byteCount = byteCount
      self.sharedBy = sharedBy
    }
  }

  /// Whether it is about an `asset`, a `reference` or a `generation`.
  public let subject: String
  /// The id of that asset or generation, or the digest of that reference.
  public let name: String
  /// The files, in order of digest.
  public let files: [File]
  /// Generations whose words are removed, in order.
  public let generations: [ULID]
  /// Images made with it that stay; naming them, or asking for them with it, removes them.
  public let kept: [OutputID]
  /// Folders of backups that still hold it, as far as they are known.
  public let backups: [String]
  /// Copies of the database from before migrations, in the library's folder, that are removed.
  public let databaseCopies: [String]

  /// What a purge removes.
  public init(
    subject: String, name: String, files: [File], generations: [ULID], kept: [OutputID],
    backups: [String], databaseCopies: [String]
  ) {
    self.subject = subject
    self.name = name
    self.files = files
    self.generations = generations
    self.kept = kept
    self.backups = backups
    self.databaseCopies = databaseCopies
  }
}

/// What a purge removed.
public struct PurgeReport: Codable, Hashable, Sendable {
  /// Its name in the record.
  public let id: ULID
  /// When it was begun.
  public let at: Date
  /// What it removed.
  public let plan: PurgePlan
  /// Rows that lost words or were removed.
  public let rows: Int

  /// What the purge `id` removed.
  public init(id: ULID, at: Date, plan: PurgePlan, rows: Int) {
    self.id = id
    self.at = at
    self.plan = plan
    self.rows = rows
  }
}
