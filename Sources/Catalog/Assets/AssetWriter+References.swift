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
