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
    case assets, files, bytes
  }

  package init(isDryRun: Bool, assets: [Handle], files: Int, bytes: Int) {
    self.isDryRun = isDryRun
    self.assets = assets
    self.files = files
    self.bytes = bytes
  }
}
