public import Foundation
internal import TroupeCare
internal import TroupeCatalog
internal import TroupeSchema
internal import TroupeSending
internal import TroupeStorage

extension Library {
  /// Finishes what a crash or a lost connection left incomplete.
  /// - Parameter fetching: whether also to ask providers for jobs that are under way; without it, no network is needed.
  /// - Throws: the first `TroupeError`, once all else is finished; before providers are asked, what `checkSpending` throws.
  @discardableResult
  @concurrent public func recover(fetching: Bool = false) async throws -> [RecoveryFinding] {
    let findings = try await services.found { try await $0.recover() }
    try await services.checker.recover()
    try await services.purges.finish()
    if !fetching { return findings }
    try checkSpending()
    return try await findings + services.found { try await $0.fetch() }
  }

  /// What cannot be finished now must not keep new work from being done; `recover` says why.
  func finishLeftovers() async {
    _ = try? await services.found { try await $0.recover() }
    try? await services.checker.recover()
    try? await services.purges.finish()
  }

  /// How many generations wait to be finished by `recover`.
  /// - Throws: `LibraryError` where the database cannot be read.
  @concurrent public func waiting() async throws -> Int {
    try await services.recovery.waiting().all
  }

  /// How many of them are jobs under way at a provider, which `recover(fetching: true)` goes on with.
  /// - Throws: `LibraryError` where the database cannot be read.
  @concurrent public func waitingJobs() async throws -> Int {
    try await services.recovery.waiting().jobs
  }

  /// Re-reads every file and row and derives their digests again. Changes nothing but what it is told to accept.
  /// - Parameters:
  ///   - subjects: rows, tables or `database`, as an earlier report names them: what they hold now counts as right from
  ///     here on. For those who have looked at them.
  ///   - isQuick: whether to look alone that every page, row and file is there, files in their sizes, and that no row came,
  ///     went or got another digest: many times as quick, as no file is read and no digest computed.
  ///   - onEvent: called with files checked and files in all.
  /// - Throws: `TroupeError.invalidValue` for a subject that has no problem, or none that can be accepted; `LibraryError`
  ///   where the database cannot be read; `CancellationError`.
  @concurrent public func verify(
    accepting subjects: [String] = [], isQuick: Bool = false,
    onEvent: @escaping WorkEvent.Handler = { _ in }
  ) async throws -> VerificationReport {
    try await Verification(
      database: services.database, objects: services.objects,
      digestedTables: Schema.digestedTables
    ).verify(accepting: subjects, isQuick: isQuick) { onEvent(.advanced(done: $0, total: $1)) }
  }

  /// Derives everything again that follows from pictures and the record: thumbnails, fingerprints, the words that searches
  /// look in, current states, and sums of costs. Nothing else changes.
  /// - Parameter onEvent: called with pictures read and pictures in all.
  /// - Returns: what was read; `problems` names missing and damaged files, which are left as they are.
  /// - Throws: `LibraryError` where the database cannot be written; `CancellationError`.
  @concurrent public func reindex(
    onEvent: @escaping WorkEvent.Handler = { _ in }
  ) async throws -> ReindexReport {
    let generations = try await services.reindexing.run()
    let (pictures, problems) = try await services.catalog.reindex {
      onEvent(.advanced(done: $0, total: $1))
    }
    return ReindexReport(pictures: pictures, generations: generations, problems: problems)
  }

  /// Copies the library, as it is now, to a folder that becomes a library itself, and re-reads all of the copy.
  ///
  /// An earlier backup of this library there is brought up to date. What is missing or damaged here is named by the
  /// report's verification.
  /// - Parameters:
  ///   - target: a new or empty folder, or an earlier backup of this library.
  ///   - isQuick: whether the copy is looked at as by `verify` with `isQuick`: what was copied now was read on the way.
  ///   - onEvent: called with files copied and files in all.
  /// - Throws: `LibraryError.file` for a folder that holds something else, `LibraryError.diskFull`; `CancellationError`.
  @concurrent public func backup(
    to target: URL, isQuick: Bool = false, onEvent: @escaping WorkEvent.Handler = { _ in }
  ) async throws -> BackupReport {
    await finishLeftovers()
    let backup = services.backup
    let identity = try await backup.identity()
    try await checkTarget(target, identity: identity)
    try LibraryBackup.begin(in: target, of: identity)
    let (copied, bytes) = try await backup.copy(
      folder, to: target, database: LibraryLocation.databaseName,
      others: [Settings.fileName, "models", "spool"]
    ) { onEvent(.advanced(done: $0, total: $1)) }
    LibraryBackup.end(in: target)
    try await backup.noteWhole(target.standardizedFileURL.path)
    let copy = try await Library.open(at: target)
    let verification = try await copy.verify(isQuick: isQuick)
    try copy.close()
    return BackupReport(
      path: target.path, copied: copied, bytes: bytes, verification: verification)
  }

  /// Removes what nothing needs any more: assets removed at least `days` days ago, which can then no longer be restored,
  /// and files that nothing has named for as long. What the record names stays.
  /// - Parameters:
  ///   - days: 0 or more.
  ///   - isDryRun: whether only to look.
  /// - Throws: `TroupeError.invalidValue` for days out of range; `LibraryError`.
  @concurrent public func collectGarbage(
    olderThan days: Double = 30, isDryRun: Bool = false
  ) async throws -> CollectionReport {
    guard days >= 0, days.isFinite else {
      throw TroupeError.invalidValue(name: "days", value: "\(days)", expected: "0 or more")
    }
    return try await services.garbage.collect(
      before: services.generations.now().addingTimeInterval(-days * 86_400), isDryRun: isDryRun)
  }

  /// A new or empty folder, one in which a backup was begun, or an earlier backup of this library.
  private func checkTarget(_ target: URL, identity: String) async throws {
    let manager = FileManager.default
    do {
      try DurableFile.makeFolder(target.standardizedFileURL.path)
      if LibraryBackup.isBegun(in: target, of: identity) { return }
      let begun = ["\(LibraryLocation.databaseName).next", "objects"]
      let names = try manager.contentsOfDirectory(atPath: target.path)
        .filter { !begun.contains($0) && !$0.hasPrefix(".") }
      if names.isEmpty { return }
    } catch {
      throw TroupeError.cannot("write", target.path, error)
    }
    if let earlier = try? await Library.open(at: target) {
      defer { try? earlier.close() }
      if target.standardizedFileURL != folder.standardizedFileURL,
        try await earlier.services.backup.known() == identity
      {
        return
      }
    }
    throw TroupeError.library(
      .file(
        path: target.path, operation: "write",
        reason: "it holds something else than a backup of this library; name an empty folder"))
  }
}
