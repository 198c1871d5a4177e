internal import Foundation
internal import TroupeStorage
internal import TroupeVocabulary

extension AssetWriter {
  /// How an image that is added stands to those that its asset has.
  enum Arrival {
    case new, known, backInUse

    /// What a person should know of it.
    var notes: [String] {
      switch self {
      case .new: []
      case .known: ["the same picture is there already"]
      case .backInUse: ["the same picture was retired and is in use again"]
      }
    }
  }

  /// Adds a reference to `asset`. A picture that it has already is not doubled; a retired one is
  /// used again.
  func insert(_ kept: StagedReference, into asset: Asset) throws -> Arrival {
    try kept.nameFiles(connection, at: now)
    let known = try connection.row(
      "SELECT id, retired_at FROM reference WHERE asset = ? AND digest = ?", asset.id,
      kept.reference.digest)
    if let known {
      guard try known.optionalDate("retired_at") != nil else { return .known }
      try connection.updateDigested(
        "reference", set: ["retired_at": nil], where: "id = ?", try known.int("id"))
      return .backInUse
    }
    try insertRow(kept, into: asset)
    try setReferenceTags(kept.new.tags, of: Int(connection.lastInsertedRowID))
    return .new
  }

  /// Adds a reference of another library to `asset`, which does not have it; its files are named.
  func insert(_ reference: Reference, _ kept: StagedReference, into asset: Asset) throws {
    try insertRow(kept, into: asset, importedAt: reference.importedAt)
    try setReferenceTags(reference.tags, of: Int(connection.lastInsertedRowID))
  }

  /// Puts the reference with this row number at place `order`, from 1, among those of `asset` that are in use.
  func placeReference(_ row: Int, of asset: Asset, at order: Int) throws {
    let rows = try connection.rows(
      """
      SELECT r.id FROM reference r LEFT JOIN look l ON l.asset = r.asset AND l.name_key = r.look
      WHERE r.asset = ? ORDER BY r.retired_at IS NOT NULL OR l.removed_at IS NOT NULL, r.rank, r.id
      """, asset.id
    ).map { try $0.int(0) }
    try rank(Self.moving(row, in: rows, to: order))
  }

  /// Puts the references of `asset` with these digests first, in this order.
  func orderReferences(_ first: [Digest], of asset: Asset) throws {
    let places = Dictionary(
      first.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let rows = try connection.rows(
      "SELECT id, digest FROM reference WHERE asset = ? ORDER BY rank, id", asset.id
    ).map { (id: try $0.int(0), place: places[try $0.digest(1)] ?? first.count) }
    try rank(
      rows.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
        .map(\.element.id))
  }

  private func rank(_ rows: [Int]) throws {
    for (rank, row) in rows.enumerated() {
      try connection.updateDigested("reference", set: ["rank": rank], where: "id = ?", row)
    }
  }

  /// `keys` with `key` at place `order`, from 1; at the end where there are fewer.
  /// - Throws: `TroupeError.invalidValue` for what is no place.
  static func moving<Key: Equatable>(_ key: Key, in keys: [Key], to order: Int) throws -> [Key] {
    guard order >= 1 else {
      throw TroupeError.invalidValue(name: "order", value: "\(order)", expected: "1 or more")
    }
    var keys = keys.filter { $0 != key }
    keys.insert(key, at: min(order - 1, keys.count))
    return keys
  }

  private func insertRow(
    _ kept: StagedReference, into asset: Asset, importedAt: Date? = nil
  ) throws {
    let new = kept.new
    let look = try new.look.flatMap { try lookKey($0, of: asset) }
    let rank = try connection.row(
      "SELECT coalesce(max(rank), -1) + 1 AS rank FROM reference WHERE asset = ?", asset.id)
    try connection.insertDigested(
      into: "reference",
      [
        "asset": asset.id, "digest": kept.reference.digest, "source": kept.source.digest,
        "media_type": kept.type.rawValue, "width": kept.width, "height": kept.height,
        "view": new.view.flatMap { $0.rawValue.isEmpty ? nil : $0.rawValue },
        "look": look, "caption": try Self.bounded(new.caption, "caption"),
        "is_pinned": new.isPinned,
        "rank": try rank?.int("rank") ?? 0, "origin_generation": new.origin?.generation,
        "origin_position": new.origin?.position, "imported_at": importedAt ?? now,
        "retired_at": nil,
      ])
  }
}
