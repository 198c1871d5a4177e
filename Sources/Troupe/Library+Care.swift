public import Foundation
internal import TroupeCare
internal import TroupeLineage
internal import TroupePreparing
internal import TroupeRecord
internal import TroupeSending
internal import TroupeStorage

extension Library {
  /// Copies the library, as it is now, to a folder that becomes a library itself, and re-reads all of the copy.
  ///
  /// An earlier backup of this library there is brought up to date. What is missing or damaged here is named by
  /// the report's verification.
  /// - Parameters:
  ///   - target: a new or empty folder, or an earlier backup of this library.
  ///   - progress: called with files copied and files in all.
  /// - Throws: `TroupeError.file` for a folder that holds something else, `.diskFull`.
  public func backup(
    to target: URL, progress: @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws -> BackupReport {
    await finishLeftovers()
    try await checkTarget(target, identity: services.backup.identity())
    let (copied, bytes) = try await services.backup.copy(
      folder, to: target, database: LibraryLocation.databaseName,
      others: [Settings.fileName, "models", "spool"], progress: progress)
    let copy = try Library.open(at: target)
    let verification = try await copy.verify()
    try copy.close()
    return BackupReport(
      path: target.path, copied: copied, bytes: bytes, verification: verification)
  }

  /// Removes what nothing needs any more: assets removed at least `days` days ago, which can then no longer be
  /// restored, and files that nothing has named for as long. What the record names stays.
  /// - Parameters:
  ///   - days: 0 or more.
  ///   - isDryRun: whether only to look.
  public func collectGarbage(
    olderThan days: Double = 30, isDryRun: Bool = false
  ) async throws -> CollectionReport {
    guard days >= 0, days.isFinite else {
      throw TroupeError.invalidValue(name: "days", value: "\(days)", expected: "0 or more")
    }
    return try await services.garbage
      .collect(
        before: services.generations.now().addingTimeInterval(-days * 86_400), isDryRun: isDryRun)
  }

  /// A new or empty folder, one in which a backup was begun, or an earlier backup of this library.
  private func checkTarget(_ target: URL, identity: String) async throws {
    let manager = FileManager.default
    do {
      try manager.createDirectory(
        at: target, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let begun = ["\(LibraryLocation.databaseName).next", "objects"]
      let names = try manager.contentsOfDirectory(atPath: target.path)
        .filter { !begun.contains($0) && !$0.hasPrefix(".") }
      if names.isEmpty { return }
    } catch {
      throw TroupeError.cannot("write", target.path, error)
    }
    if let earlier = try? Library.open(at: target) {
      defer { try? earlier.close() }
      if target.standardizedFileURL != folder.standardizedFileURL,
        try await earlier.services.backup.known() == identity
      {
        return
      }
    }
    throw TroupeError.file(
      path: target.path, operation: "write",
      reason: "it holds something else than a backup of this library; name an empty folder")
  }
}
