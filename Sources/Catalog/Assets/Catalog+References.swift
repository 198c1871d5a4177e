internal import Foundation
internal import TroupeStorage
package import TroupeVocabulary

extension Catalog {
  /// Every reference that an asset ever had, also of one that was removed.
  package func everyReference(of asset: Asset) async throws -> [Reference] {
    try await database.read {
      try AssetReader($0).references(of: asset, includeRetired: true)
    }
  }

  /// The references of an asset in order of arrival.
  package func references(
    of handle: Handle, includeRetired: Bool
  ) async throws -> [Reference] {
    try await database.read { connection in
      let reader = AssetReader(connection)
      return try reader.references(
        of: reader.asset(handle), includeRetired: includeRetired)
    }
  }

  /// The reference whose digest begins with `prefix`, of one asset or of any.
  /// - Throws: `TroupeError.invalidValue` for fewer than six digits, `CatalogError.unknownReference`,
  ///   `.ambiguous`, `.sharedReference` where several assets have that one picture.
  package func reference(prefix: String, of handle: Handle?) async throws -> Reference {
    let bare = prefix.hasPrefix("sha256:") ? String(prefix.dropFirst(7)) : prefix
    let hex = bare.lowercased()
    guard hex.count >= 6, hex.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
      throw TroupeError.invalidValue(
        name: "reference", value: prefix,
        expected: "six or more digits of a digest")
    }
    let matches = try await database.read { connection in
      let reader = AssetReader(connection)
      return try reader.references(digestPrefix: hex, of: try handle.map(reader.asset))
    }
    guard let first = matches.first else { throw TroupeError.catalog(.unknownReference(prefix)) }
    if matches.count > 1, Set(matches.map(\.digest)).count == 1 {
      throw TroupeError.catalog(.sharedReference(prefix, assets: matches.map { "\($0.asset)" }))
    }
    if matches.count > 1 {
      throw TroupeError.request(
        .ambiguous(
          prefix, matches: matches.map { "\($0.asset) \($0.digest.short)" }))
    }
    return first
  }

  /// Takes a reference out of use, or back in.
  package func retire(_ reference: Reference, _ isRetired: Bool) async throws -> Reference {
    try await change(reference) { writer, row in
      let since = try writer.connection.row("SELECT retired_at FROM reference WHERE id = ?", row)
      let retired = isRetired ? try since?.optionalDate("retired_at") ?? writer.now : nil
      try writer.connection.updateDigested(
        "reference", set: ["retired_at": retired], where: "id = ?", row)
    }
  }

  /// The reference in use that came from a file called `name`, of one asset or of any.
  /// - Throws: `CatalogError.unknownReference`, `RequestError.ambiguous`.
  package func reference(from name: String, of handle: Handle?) async throws -> Reference {
    let matches = try await database.read { connection in
      let reader = AssetReader(connection)
      return try reader.references(from: name, of: try handle.map(reader.asset))
    }
    guard let first = matches.first else { throw TroupeError.catalog(.unknownReference(name)) }
    guard matches.count == 1 else {
      throw TroupeError.request(
        .ambiguous(name, matches: matches.map { "\($0.asset) \($0.digest.short)" }))
    }
    return first
  }

  /// Changes what is said of references; their pictures never change. All are changed or none.
  package func setReferences(
    _ changes: [(reference: Reference, details: ReferenceDetails)]
  ) async throws -> [Reference] {
    let now = clock()
    return try await database.write { connection in
      let writer = AssetWriter(connection, at: now)
      let works = try changes.map { reference, details in
        (reference, details, try AssetReader(connection).asset(reference.asset))
      }
      return try writer.keepingVersions(of: Array(Set(works.map(\.2.id)))) {
        try works.map { reference, details, asset in
          try Self.change(reference, of: asset, writer) { row in
            try Self.set(details, row, of: asset, writer)
          }
        }
      }
    }
  }

  private static func set(
    _ changes: ReferenceDetails, _ row: Int, of asset: Asset, _ writer: AssetWriter
  ) throws {
    var columns: [String: (any SQLValue)?] = [:]
    if let view = changes.view?.rawValue {
      columns.updateValue(view.isEmpty ? nil : view, forKey: "view")
    }
    if let caption = changes.caption {
      columns["caption"] = try AssetWriter.bounded(caption, "caption")
    }
    if let isPinned = changes.isPinned { columns["is_pinned"] = isPinned }
    if let look = changes.look {
      columns.updateValue(try writer.lookKey(look, of: asset), forKey: "look")
    }
    try writer.connection.updateDigested("reference", set: columns, where: "id = ?", row)
    if let tags = changes.tags { try writer.setReferenceTags(tags, of: row) }
    if let order = changes.order { try writer.placeReference(row, of: asset, at: order) }
  }

  private func change(
    _ reference: Reference, _ body: @Sendable @escaping (AssetWriter, _ row: Int) throws -> Void
  ) async throws -> Reference {
    try await write(reference.asset) { writer, asset in
      try Self.change(reference, of: asset, writer) { try body(writer, $0) }
    }
  }

  private static func change(
    _ reference: Reference, of asset: Asset, _ writer: AssetWriter,
    _ body: (_ row: Int) throws -> Void
  ) throws -> Reference {
    let row = try writer.connection.row(
      "SELECT id FROM reference WHERE asset = ? AND digest = ?", asset.id, reference.digest)
    guard let row else { throw TroupeError.catalog(.unknownReference(reference.digest.short)) }
    try body(try row.int("id"))
    return try find(reference.digest, of: asset, writer.connection)
  }

  static func find(
    _ digest: Digest, of asset: Asset, _ connection: Connection
  ) throws -> Reference {
    let found = try AssetReader(connection).references(digestPrefix: digest.hex, of: asset)
    guard let reference = found.first else {
      throw TroupeError.catalog(.unknownReference(digest.short))
    }
    return reference
  }
}
