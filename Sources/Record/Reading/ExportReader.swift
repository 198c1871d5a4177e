internal import Foundation
package import TroupeStorage
package import TroupeVocabulary

/// What an export tells of a generation besides its record.
package struct ExportFacts: Sendable {
  /// The digest of its row, by which `verify` knows it.
  package let recordDigest: String
  /// The handles of those whom it shows, as they were then, in order of mention.
  package let cast: [String]
  /// The path of the file of its scene, and the id of its shot there; `nil` for none.
  package let shot: (scene: String, id: String)?
  /// The model's profile as it was used; `nil` where this version cannot read it.
  package let profile: ModelProfile?
  /// What else was told of it where it was imported, as JSON.
  package let rest: String?

  /// Facts of a generation.
  package init(
    recordDigest: String, cast: [String], shot: (scene: String, id: String)?,
    profile: ModelProfile?, rest: String?
  ) {
    self.recordDigest = recordDigest
    self.cast = cast
    self.shot = shot
    self.profile = profile
    self.rest = rest
  }
}

/// Reads what exports tell, inside a transaction.
package struct ExportReader {
  private let connection: Connection

  /// Reads through `connection`.
  package init(_ connection: Connection) { self.connection = connection }

  /// The facts of each of `generations`.
  package func facts(of generations: [ULID]) throws -> [ULID: ExportFacts] {
    let ids = try CanonicalJSON.text(generations)
    var cast: [ULID: [String]] = [:]
    try connection.forEach(
      """
      SELECT generation, handle FROM cast_member
      WHERE generation IN (SELECT value FROM json_each(?)) ORDER BY generation, position
      """, arguments: [ids]
    ) { row in
      let (id, handle) = (try row.ulid(0), try row.text(1))
      if cast[id]?.contains(handle) != true { cast[id, default: []].append(handle) }
    }
    var shots: [ULID: (String, String)] = [:]
    try connection.forEach(
      """
      SELECT t.generation, t.shot, f.path FROM shot_take t
      JOIN scene_file f ON f.scene = t.scene
        AND f.number = (SELECT max(number) FROM scene_file WHERE scene = t.scene)
      WHERE t.generation IN (SELECT value FROM json_each(?))
      """, arguments: [ids]
    ) { row in shots[try row.ulid(0)] = (try row.text(2), try row.text(1)) }
    var facts: [ULID: ExportFacts] = [:]
    var profiles: [String: ModelProfile?] = [:]
    try connection.forEach(
      """
      SELECT g.id, g.row_digest, g.profile_digest, p.profile_json, i.rest_json FROM generation g
      LEFT JOIN model_profile p ON p.digest = g.profile_digest
      LEFT JOIN imported i ON i.generation = g.id
      WHERE g.id IN (SELECT value FROM json_each(?))
      """, arguments: [ids]
    ) { row in
      let (id, digest) = (try row.ulid(0), try row.text(2))
      let profile = try profiles[digest] ?? row.optionalText(3).flatMap(Self.profile)
      profiles[digest] = .some(profile)
      facts[id] = ExportFacts(
        recordDigest: try row.text(1), cast: cast[id] ?? [], shot: shots[id], profile: profile,
        rest: try row.optionalText(4))
    }
    return facts
  }
}

extension ExportReader {
  private static func profile(_ json: String) -> ModelProfile? {
    try? CanonicalJSON.decode(ModelProfile.self, from: Data(json.utf8))
  }

  /// Those of `generations` whose images go back, edit by edit, to a file of the user's.
  package func editsOfFiles(among generations: [ULID]) throws -> Set<ULID> {
    var found: Set<ULID> = []
    try connection.forEach(
      """
      WITH RECURSIVE up (start, generation) AS (
        SELECT value, value FROM json_each(?)
        UNION
        SELECT up.start, i.origin_generation FROM up JOIN input i ON i.generation = up.generation
        WHERE i.role = 'parent' AND i.origin_generation IS NOT NULL)
      SELECT DISTINCT up.start FROM up JOIN input i ON i.generation = up.generation
      WHERE i.role = 'parent' AND i.origin_generation IS NULL
      """, arguments: [try CanonicalJSON.text(generations)]
    ) { found.insert(try $0.ulid(0)) }
    return found
  }
}
