internal import Foundation
internal import TroupeStorage
internal import TroupeVocabulary

extension PurgeScope {
  /// What people are told of it before it goes.
  func plan(
    of target: PurgeTarget, _ connection: Connection, _ objects: ObjectStore, copies: [String]
  ) throws -> PurgePlan {
    let (subject, name) = target.words
    return PurgePlan(
      subject: subject, name: name,
      files: try files.sorted { $0.key < $1.key }.map { digest, role in
        PurgePlan.File(
          digest: digest, role: role, byteCount: try Self.byteCount(digest, connection, objects),
          sharedBy: try users(of: digest, besides: target, connection))
      },
      generations: generations, kept: try kept(connection),
      backups: try connection.rows("SELECT path FROM backup_place ORDER BY path")
        .map { try $0.text("path") },
      databaseCopies: copies)
  }

  private static func byteCount(
    _ digest: Digest, _ connection: Connection, _ objects: ObjectStore
  ) throws -> Int {
    let row = try connection.row("SELECT byte_count FROM object WHERE digest = ?", digest)
    return try row?.byteCount("byte_count") ?? 0
  }

  /// Images made with it whose bytes stay.
  private func kept(_ connection: Connection) throws -> [OutputID] {
    try made.filter { id in
      let row = try connection.row(
        "SELECT digest FROM output WHERE generation = ? AND position = ?", id.generation,
        id.position)
      return try row.map { files[try $0.digest("digest")] == nil } ?? false
    }
  }

  /// Other assets and images that have the bytes of `digest` too.
  private func users(
    of digest: Digest, besides target: PurgeTarget, _ connection: Connection
  ) throws -> [String] {
    let assets = try connection.rows(
      """
      SELECT DISTINCT a.handle FROM reference r JOIN asset a ON a.id = r.asset
      WHERE (r.digest = ?1 OR r.source = ?1) AND a.id IS NOT ?2
      UNION SELECT a.handle FROM release r JOIN asset a ON a.id = r.asset
      WHERE r.digest = ?1 AND a.id IS NOT ?2 ORDER BY 1
      """, digest, target.asset
    ).map { "@\(try $0.text("handle"))" }
    let images = try connection.rows(
      "SELECT generation, position FROM output WHERE digest = ? ORDER BY 1, 2", digest
    ).map { OutputID(generation: try $0.ulid("generation"), position: try $0.position("position")) }
    return assets + images.filter { !target.names($0, among: made) }.map(\.description)
  }
}

extension PurgeTarget {
  /// Whether it is about the image `id` by what the user said.
  fileprivate func names(_ id: OutputID, among made: [OutputID]) -> Bool {
    switch self {
    case .asset(_, let withOutputs): withOutputs && made.contains(id)
    case .reference: false
    case .generation(let generation): id.generation == generation
    case .image(let image): id == image
    }
  }
}
