internal import TroupeStorage

/// Gives the rows of the catalogue, and those derived from pictures, the digests of what they hold now, and every table
/// with digests its sum.
struct DigestMigration {
  let connection: Connection

  private static let undigested = [
    "asset", "asset_tag", "fingerprint", "library", "look", "object", "reference", "reference_tag",
    "rendition", "source", "thumbnail", "trait",
  ]

  init(_ connection: Connection) { self.connection = connection }

  func run() throws {
    // A damaged row may break a CHECK; refusing it would keep all others from being migrated.
    try connection.execute("PRAGMA ignore_check_constraints = ON")
    for table in Self.undigested { try connection.digestRows(of: table) }
    try connection.execute("PRAGMA ignore_check_constraints = OFF")
    try connection.sumAllTables()
  }
}
