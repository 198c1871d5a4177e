internal import TroupeCatalog
internal import TroupeCare
internal import TroupeLineage
internal import TroupePreparing
internal import TroupeRecord
internal import TroupeSending

extension Library {
  /// Makes everything anew that is derived from pictures and the record: thumbnails, fingerprints,
  /// the words that searches look in, and current states. Nothing else changes.
  /// - Parameter progress: called with pictures read and pictures in all.
  /// - Returns: what was read; `problems` names missing and damaged files, which are left as they are.
  public func reindex(
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) async throws -> ReindexReport {
    let generations = try await services.reindexing.run()
    let (pictures, problems) = try await services.catalog.reindex(progress: progress)
    return ReindexReport(pictures: pictures, generations: generations, problems: problems)
  }
}
