internal import TroupeCare
internal import TroupeCatalog
internal import TroupeRecord

extension Library {
  /// What a purge would remove: files, words, and what stays; which backups still hold it. Changes nothing.
  /// - Throws: `CatalogError.unknownAsset`, `CatalogError.unknownReference`, `CatalogError.sharedReference`;
  ///   `CatalogError.linkedAsset` for one that another library keeps: it is purged there, and here once the link has ended;
  ///   `RequestError.unknownGeneration`, `RequestError.noOutput`, `RequestError.ambiguous`.
  @concurrent public func planPurge(_ subject: PurgeSubject) async throws -> PurgePlan {
    try await services.purges.plan(try await target(subject))
  }

  /// Removes pictures of a person for good, on request of the person shown or of a client: their files and all that was made
  /// of them, answers that hold them, and with an asset all words about it. Nothing brings it back. The record keeps that it
  /// was done, when and why, and digests; `verify` tells of it, and what needs the bytes later says that they were purged.
  /// - Parameters:
  ///   - subject: what is removed.
  ///   - reason: why, in words that stay in the record.
  ///   - approve: asked with the plan before anything is removed; `nil` agrees.
  /// - Throws: as `planPurge`; `LibraryError.purgeNotApproved`; `TroupeError.invalidValue` where some of it is still being
  ///   made, or changed since it was planned; `LibraryError.libraryBusy` while another process reads what stood there: then
  ///   all is removed that can be, and the next command that writes does the rest.
  @concurrent public func purge(
    _ subject: PurgeSubject, reason: String = "",
    approve: (@Sendable (PurgePlan) async throws -> Bool)? = nil
  ) async throws -> PurgeReport {
    await finishLeftovers()
    let target = try await target(subject)
    let plan = try await services.purges.plan(target)
    if let approve, try await !approve(plan) {
      throw TroupeError.library(.purgeNotApproved(files: plan.files.count))
    }
    return try await services.purges.purge(target, as: plan, reason: reason)
  }

  private func target(_ subject: PurgeSubject) async throws -> PurgeTarget {
    switch subject {
    case .asset(let handle, let withOutputs):
      let all = try await services.catalog.assets(kind: nil, includeRemoved: true)
      // The next command would bring it back from the library that it comes from.
      if let one = all.first(where: { $0.handle == handle && $0.removedAt == nil }) {
        try await services.catalog.refuseLinked(one.id)
      }
      if let removed = all.first(where: { $0.handle == handle && $0.removedAt != nil }) {
        return .asset(removed, withOutputs: withOutputs)
      }
      return .asset(try await asset(handle), withOutputs: withOutputs)
    case .reference(let digits, let handle):
      let reference = try await services.catalog.reference(prefix: digits, of: handle)
      return .reference(reference.digest, of: try await asset(reference.asset).id)
    case .generation(let name):
      let generation = try await generation(name)
      guard !generation.outputs.isEmpty else {
        throw TroupeError.request(.noOutput("\(generation.id)", state: generation.state))
      }
      return .generation(generation.id)
    case .image(let name):
      return .image(
        try await GenerationLocator(database: services.database).output("\(name)"))
    }
  }
}
