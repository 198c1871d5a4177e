package import TroupeCatalog
package import TroupePreparing
package import TroupeProviders
package import TroupeRecord
internal import TroupeStorage
package import TroupeVocabulary

/// Compares today's request with the recorded one.
package struct DriftSurvey: Sendable {
  private let generations: GenerationStore
  private let preparation: Preparation
  private let catalog: Catalog
  private let models: ModelRegistry
  private let sessions: Sessions

  /// Prepares with `preparation` what `generations` hold.
  package init(
    _ generations: GenerationStore, preparation: Preparation, catalog: Catalog,
    models: ModelRegistry, sessions: Sessions
  ) {
    self.generations = generations
    self.preparation = preparation
    self.catalog = catalog
    self.models = models
    self.sessions = sessions
  }

  /// What `request` would send differently from the generation `id`.
  /// - Parameters:
  ///   - request: today's; `nil` for the recorded one, prepared again.
  ///   - model: where the recorded request would go today; `nil` for where it went.
  ///   - count: how many images the plan is for.
  /// - Throws: `TroupeError` where the request cannot be made today, such as `CatalogError.assetRemoved`.
  package func drift(
    from id: ULID, request: Request?, model: String?, count: Int
  ) async throws -> Drift {
    let (then, createdAt, handles, names) = try await generations.read { reader in
      let lineage = LineageReader(reader.connection)
      return (
        try reader.prepared(id), try reader.generation(id).createdAt,
        try lineage.renamedCast(of: id), try lineage.castNames(of: id)
      )
    }
    var preparation = preparation
    var today = then.request
    if let model { today.model = model }
    if let request {
      today = request
    } else {
      preparation.substitutions = Substitutions(
        images: [:], notBefore: [], handles: handles, names: names)
    }
    let now: PreparedRequest
    if request == nil, let history = try await history(of: id, today) {
      now = try await preparation.prepare(today, after: history.0, history.1)
    } else {
      now = try await preparation.prepare(today)
    }
    let known = try await references(of: then.cast + now.cast)
    let pictures = PictureDrift(then: then, now: now, known: known, since: createdAt)
    var differences = SettingDrift(then: then, now: now).differences + pictures.differences
    differences += WordDrift(then: then, now: now).differences
    let sendsSameBytes = try then.key == now.key
    if differences.isEmpty && !sendsSameBytes {
      differences.append(
        .init(
          .words, "request", before: "as recorded", after: "as this version writes it",
          .writtenOtherwise))
    }
    return Drift(
      against: id, sendsSameBytes: sendsSameBytes, differences: differences,
      plan: now.plan(count: count))
  }

  /// What a turn was said after, and the model that it goes to; `nil` for what is not a later turn.
  private func history(
    of id: ULID, _ today: Request
  ) async throws -> (Conversation, ModelProfile)? {
    let generation = try await generations.read { try $0.generation(id) }
    let (profile, _) = try models.profile(named: today.model)
    guard let session = generation.session, let turn = generation.turn, turn > 1,
      try sessions.sendsHistory(to: profile)
    else { return nil }
    let whole = try await sessions.session("\(session)")
    return (try await sessions.conversation(before: id, of: whole), profile)
  }

  /// Every reference of the cast, retired ones too.
  private func references(of cast: [CastMember]) async throws -> PictureDrift.Known {
    let all = try await catalog.assets(kind: nil, includeRemoved: true)
    let ids = Set(cast.map(\.asset.id))
    var known: PictureDrift.Known = [:]
    for asset in all where ids.contains(asset.id) && asset.removedAt == nil {
      for reference in try await catalog.references(of: asset.handle, includeRetired: true) {
        known[asset.id, default: [:]][reference.digest] = reference
      }
    }
    return known
  }
}
