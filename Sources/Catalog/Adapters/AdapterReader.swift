internal import TroupeStorage
package import TroupeVocabulary

/// Reads adapters inside a transaction.
struct AdapterReader {
  let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  /// Those in use of `asset`, or of all assets in use, in order of handle and addition.
  func adapters(of asset: ULID?) throws -> [Adapter] {
    try connection.rows(
      Self.query + """
         WHERE d.retired_at IS NULL AND a.removed_at IS NULL AND (?1 IS NULL OR d.asset = ?1)
        ORDER BY a.handle_key, d.id
        """, asset
    ).map(adapter)
  }

  /// The one called `id`, in use or not.
  func adapter(_ id: ULID) throws -> Adapter? {
    try connection.row(Self.query + " WHERE d.id = ?", id).map(adapter)
  }

  private static let query = """
    SELECT d.*, a.handle, l.name AS look_name FROM adapter d JOIN asset a ON a.id = d.asset
    LEFT JOIN look l ON l.asset = d.asset AND l.name_key = d.look
    """

  private func adapter(_ row: Row) throws -> Adapter {
    Adapter(
      id: try row.ulid("id"), asset: try row.handle("handle"),
      look: try row.optionalText("look_name"), model: try row.text("model"),
      trigger: try row.text("trigger_words"), weight: try row.double("weight"),
      name: try row.text("name"), fileName: try row.text("file_name"),
      digest: try row.digest("digest"), byteCount: try row.byteCount("byte_count"),
      base: try row.optionalText("base"), addedAt: try row.date("added_at"),
      retiredAt: try row.optionalDate("retired_at"))
  }
}
