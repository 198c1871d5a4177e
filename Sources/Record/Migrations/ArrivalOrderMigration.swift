internal import Foundation
internal import TroupeStorage
internal import TroupeVocabulary

/// Moves generations and events to tables in which row numbers are part of no digest (D13), and each model profile to
/// a row of its own.
///
/// Each row is checked against its old digest first. A row that does not match is moved all the same, and `verify` goes
/// on reporting it. Its backup is the migrator's.
struct ArrivalOrderMigration {
  let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  func run() throws {
    // A damaged row may break a CHECK; refusing it would keep all others from being migrated.
    try connection.execute("PRAGMA ignore_check_constraints = ON")
    try moveGenerations()
    try moveEvents()
    try connection.execute("PRAGMA ignore_check_constraints = OFF")
    try connection.execute("DROP TABLE generation_v6")
    try connection.execute("DROP TABLE event_v6")
  }

  private func moveGenerations() throws {
    var profiles: [Digest: Profile] = [:]
    try connection.forEach("SELECT * FROM generation_v6 ORDER BY seq") { row in
      let old = try OldRow(row, of: "generation")
      let json = try row.text("profile_json")
      let digest = Digest(hashing: Data(json.utf8))
      let isSound = old.isSound || profiles[digest]?.isSound == true
      profiles[digest] = Profile(json: json, isSound: isSound)
      try insert(
        old, into: "generation",
        values: try old.values(without: ["profile_json"]) + [("profile_digest", digest.stored)])
    }
    for (digest, profile) in profiles.sorted(by: { $0.key < $1.key }) {
      try insert(profile, digest)
    }
  }

  private func moveEvents() throws {
    var last: [String: ULID] = [:]
    try connection.forEach("SELECT * FROM event_v6 ORDER BY seq") { row in
      let old = try OldRow(row, of: "event")
      let generation = try row.text("generation")
      var id = ULID(at: try row.date("at"), entropy: Self.bits(of: old.digest))
      if let before = last[generation], id <= before { id = before.successor }
      last[generation] = id
      try insert(
        old, into: "event", values: try old.values(without: ["seq"]) + [("id", id.stored)])
    }
  }

  private func insert(
    _ old: OldRow, into table: String, values: [(String, StoredValue)]
  ) throws {
    if old.isSound {
      try connection.insertDigested(into: table, values)
    } else {
      try connection.insertDamaged(into: table, values, formerDigest: old.digest)
    }
  }

  /// A profile that only damaged rows hold may be what is damaged in them.
  private func insert(_ profile: Profile, _ digest: Digest) throws {
    let values = [("digest", digest.stored), ("profile_json", profile.json.stored)]
    if profile.isSound {
      try connection.insertDigested(into: "model_profile", values)
    } else {
      try connection.insertDamaged(into: "model_profile", values, formerDigest: "\(digest)")
    }
  }

  /// The first 80 bits of a digest of `text`: the same in every copy of a library.
  private static func bits(of text: String) -> UInt128 {
    UInt128(Digest(hashing: Data(text.utf8)).hex.prefix(20), radix: 16) ?? 0
  }

  private struct Profile {
    let json: String
    var isSound: Bool
  }
}

/// A row whose digest covers its row number.
private struct OldRow {
  private let row: Row
  let digest: String
  let isSound: Bool

  init(_ row: Row, of table: String) throws {
    self.row = row
    digest = try row.text("row_digest")
    isSound = try "\(row.digest(asRowOf: table))" == digest
  }

  /// Its columns without its digest and those named.
  func values(without left: Set<String>) throws -> [(String, StoredValue)] {
    let names = row.columns
    return try names.indices.compactMap { index in
      let name = names[index]
      if name == "row_digest" || left.contains(name) { return nil }
      return (name, try row.value(index))
    }
  }
}
