internal import Foundation
internal import TroupeStorage
internal import TroupeVocabulary

extension AssetReader {
  /// The number of the version that the asset with this id is at.
  func newestVersion(of id: ULID) throws -> Int {
    try connection.row("SELECT max(number) FROM asset_version WHERE asset = ?", id)?
      .optionalInt(0) ?? 1
  }

  /// Whether a reference was ever changed. What never was stands in no row: it is today as it was all along.
  func hasVersions(_ digest: Digest, of id: ULID) throws -> Bool {
    try connection.row(
      "SELECT 1 FROM reference_version WHERE asset = ? AND digest = ?", id, digest) != nil
  }

  /// What `asset` was.
  /// - Throws: `CatalogError.unknownVersion`.
  func version(_ number: Int, of asset: Asset) throws -> AssetVersion {
    let newest = try newestVersion(of: asset.id)
    guard (1...newest).contains(number) else {
      throw TroupeError.catalog(
        .unknownVersion(asset: asset.handle.text, version: number, newest: newest))
    }
    let row = try connection.row(
      "SELECT * FROM asset_version WHERE asset = ? AND number = ?", asset.id, number)
    var (since, then) = (asset.createdAt, asset)
    if let row {
      since = try row.date("at")
      then = try row.decoded("facts_json") { try CanonicalJSON.decode(AssetFacts.self, from: $0) }
        .applied(to: asset)
    }
    return AssetVersion(
      number: number, since: since, asset: then,
      references: try references(of: asset, inVersion: number))
  }

  private func references(of asset: Asset, inVersion number: Int) throws -> [Reference] {
    var changed: Set<Digest> = []
    var then: [Digest: ReferenceFacts] = [:]
    try connection.forEach(
      "SELECT digest, number, facts_json FROM reference_version WHERE asset = ? ORDER BY 1, 2",
      arguments: [asset.id]
    ) { row in
      let digest = try row.digest(0)
      changed.insert(digest)
      guard try row.int(1) <= number else { return }
      then[digest] =
        try row.optionalText(2) == nil
        ? nil : row.decoded(2) { try CanonicalJSON.decode(ReferenceFacts.self, from: $0) }
    }
    let inUse = Set(try references(of: asset, includeRetired: false).map(\.digest))
    return try references(of: asset, includeRetired: true).compactMap { reference in
      let digest = reference.digest
      if let facts = then[digest] { return facts.applied(to: reference) }
      return !changed.contains(digest) && inUse.contains(digest) ? reference : nil
    }
  }
}
