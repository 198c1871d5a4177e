internal import TroupeCatalog
internal import TroupeSelection
internal import TroupeStorage
package import TroupeVocabulary

/// Holds what would be sent today against what was sent.
package struct DriftSurvey: Sendable {
  let context: LineageContext

  /// Works in `context`.
  package init(_ context: LineageContext) { self.context = context }

  /// What `request` would send differently from the generation `id`.
  /// - Parameters:
  ///   - request: today's; `nil` for the recorded one, made anew.
  ///   - model: where the recorded request would go today; `nil` for where it went.
  ///   - count: how many images the plan is for.
  /// - Throws: `TroupeError` where the request cannot be made today, such as `.assetRemoved`.
  package func drift(
    from id: ULID, request: Request?, model: String?, count: Int
  ) async throws -> Drift {
    let (then, createdAt, handles) = try await context.database.read { connection in
      let reader = GenerationReader(connection)
      return (
        try reader.prepared(id), try reader.generation(id).createdAt,
        try LineageReader(connection).renamedCast(of: id)
      )
    }
    var preparation = Preparation(context: context)
    var today = then.request
    if let model { today.model = model }
    if let request {
      today = request
    } else {
      preparation.rebuilding = RebuildContext(made: [:], notBefore: [], handles: handles)
    }
    let now = try await preparation.prepare(today)
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

  /// Every reference of the cast, retired ones too.
  private func references(of cast: [CastMember]) async throws -> PictureDrift.Known {
    let all = try await context.catalog.assets(kind: nil, includeRemoved: true)
    let ids = Set(cast.map(\.asset.id))
    var known: PictureDrift.Known = [:]
    for asset in all where ids.contains(asset.id) && asset.removedAt == nil {
      for reference in try await context.catalog.references(of: asset.handle, includeRetired: true)
      {
        known[asset.id, default: [:]][reference.digest] = reference
      }
    }
    return known
  }
}
